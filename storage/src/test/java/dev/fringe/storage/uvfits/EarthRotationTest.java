package dev.fringe.storage.uvfits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Judged by what other programs wrote into the AN tables of their files. */
final class EarthRotationTest {
  /** Between mean and apparent sidereal time; UT1 - UTC adds as much. */
  private static final double NUTATION_DEGREES = 0.007;

  @Test
  void siderealTimeAgreesWithOtherPrograms() {
    assertEquals(263.13863864, EarthRotation.gmstDegrees(53_901), NUTATION_DEGREES, "AIPS 2006");
    assertEquals(194.47413647, EarthRotation.gmstDegrees(57_849), NUTATION_DEGREES, "EHT 2017");
    assertEquals(309.5871353871, EarthRotation.gmstDegrees(59_792), NUTATION_DEGREES, "casacore");
    assertEquals(99.96779469, EarthRotation.gmstDegrees(51_544), 1e-6, "Explanatory Supplement");
  }

  @Test
  void atomicTimeLeadsByTheLeapSeconds() {
    assertEquals(33, EarthRotation.atomicMinusUtcSeconds(53_901));
    assertEquals(35, EarthRotation.atomicMinusUtcSeconds(56_865));
    assertEquals(37, EarthRotation.atomicMinusUtcSeconds(59_792));
    assertEquals(10, EarthRotation.atomicMinusUtcSeconds(41_317));
  }
}
