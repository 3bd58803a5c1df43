package dev.fringe.workflow.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "2 arcsec, 2",
    "2arcsec, 2",
    "'  2   arcsec ', 2",
    "+2e0 arcsec, 2",
    "2.arcsec, 2",
    ".5 arcsec, 0.5",
    "50 uas, 5e-5",
    "50 µas, 5e-5",
    "50 μas, 5e-5",
    "20 mas, 0.02",
    "1.5 arcmin, 90",
    "-30 deg, -108000",
    "1 rad, 206264.80624709636"
  })
  void anglesReadInAllUnits(String text, double arcseconds) {
    assertEquals(arcseconds, Angle.parse(text).arcseconds());
  }

  @Test
  void anAngleInRadiansIsRightToRounding() {
    assertEquals(Math.PI / 648000, Angle.parse("1 arcsec").radians(), 1e-21);
    assertEquals(1, Angle.parse("1 rad").radians(), 2e-16);
    assertEquals(Math.toRadians(12.5), Angle.ofDegrees(12.5).radians(), 1e-16);
    assertEquals(0.25, Angle.ofRadians(0.25).radians(), 1e-16);
  }

  @Test
  void theSameAngleInAnotherUnitIsTheSameValue() {
    assertEquals(Angle.parse("90 arcsec"), Angle.parse("1.5 arcmin"));
    assertEquals(Angle.parse("0.1 mas"), Angle.parse("100 uas"));
    assertEquals(TimeSpan.parse("0.5 d"), TimeSpan.parse("12 h"));
    assertEquals(Frequency.parse("1400 MHz"), Frequency.parse("1.4 GHz"));
  }

  @ParameterizedTest
  @CsvSource({"1400 MHz, 1.4 GHz", "227.07 GHz, 227.07 GHz", "0.2 MHz, 200 kHz", "60 Hz, 60 Hz"})
  void frequenciesPrintShortly(String text, String canonical) {
    assertEquals(canonical, Frequency.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "60 s, 1 min",
    "100 s, 100 s",
    "720 h, 30 d",
    "12 h, 12 h",
    "63 s, 63 s",
    "0 d, 0 s",
    "0.5 s, 500 ms",
    "-0 s, 0 s"
  })
  void timesPrintShortly(String text, String canonical) {
    assertEquals(canonical, TimeSpan.parse(text).toString());
  }

  @Test
  void timesBecomeDurations() {
    assertEquals(Duration.ofDays(30), TimeSpan.parse("30 d").toDuration());
    assertEquals(Duration.ofMillis(250), TimeSpan.parse("0.25 s").toDuration());
  }

  @Test
  void everyPrintedQuantityReadsBackAsTheSameBits() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
      if (i % 2 == 0) {
        value = Math.rint(random.nextInt(1_000_000)) / 1000;
      }
      assertEquals(new Angle(value), Angle.parse(new Angle(value).toString()));
      assertEquals(new Frequency(value), Frequency.parse(new Frequency(value).toString()));
      assertEquals(new TimeSpan(value), TimeSpan.parse(new TimeSpan(value).toString()));
      assertEquals(new Flux(value), Flux.parse(new Flux(value).toString()));
    }
  }

  @Test
  void aThresholdIsAFluxOrATimesTheNoise() {
    assertEquals(3e-3, Threshold.parse("3 sigma").jansky(1e-3), 1e-18);
    assertEquals(1e-3, Threshold.parse("1 mJy").jansky(7), 0);
    assertEquals("2.5 sigma", Threshold.parse("2.50σ").toString());
    assertEquals("1 mJy", Threshold.parse("1000 µJy").toString());
  }

  @Test
  void uvRangesJudgeBaselinesInMetresOrInWavelengths() {
    UvRange waves = UvRange.parse("100 lambda .. 20 klambda");
    assertEquals("100 lambda .. 20 klambda", waves.toString());
    double frequencyHz = 299_792_458.0; // a wavelength of one metre
    assertTrue(waves.contains(100, frequencyHz));
    assertFalse(waves.contains(99, frequencyHz));
    assertTrue(waves.contains(99, 2 * frequencyHz));
    assertFalse(waves.contains(20_001, frequencyHz));
    UvRange metres = UvRange.parse(".. 3 km");
    assertEquals(".. 3 km", metres.toString());
    assertTrue(metres.contains(0, 1e9) && metres.contains(3000, 1e9));
    assertFalse(metres.contains(3000.1, 1e9));
    assertEquals("50 m ..", UvRange.parse("50m..").toString());
    assertEquals(UvRange.parse("0 m .."), UvRange.parse(UvRange.parse("0 m ..").toString()));
  }

  @Test
  void timeRangesAreUtcAndHalfOpen() {
    TimeRange range = TimeRange.parse("2017-04-06 .. 2017-04-07T00:30");
    assertTrue(range.contains(Instant.parse("2017-04-06T00:00:00Z")));
    assertFalse(range.contains(Instant.parse("2017-04-07T00:30:00Z")));
    assertEquals(range, TimeRange.parse(range.toString()));
    assertEquals(".. 2017-04-07T00:00:00Z", TimeRange.parse("..2017-04-07").toString());
  }

  @Test
  void indicesMergeAndSort() {
    IndexRanges indices = IndexRanges.parse("8-15, 0, 2-4,3-6,16");
    assertEquals("0,2-6,8-16", indices.toString());
    assertEquals(16, indices.highest());
    assertTrue(indices.contains(0) && indices.contains(6) && indices.contains(16));
    assertFalse(indices.contains(1) || indices.contains(7) || indices.contains(17));
  }

  @Test
  void stokesReadInTheirOrder() {
    assertEquals(List.of(Polarisation.I, Polarisation.V), Stokes.parse("I, V").planes());
    assertEquals("IQUV", Stokes.parse("IQUV").toString());
    assertEquals("RR,LL", Stokes.parse("RR LL").toString());
  }

  @Test
  void positionsReadAsAstronomersWriteThem() {
    double ra = RightAscension.parse("12h30m49.42s").angle().arcseconds();
    assertEquals(((12 * 60 + 30) * 60 + 49.42) * 15, ra, 1e-9);
    assertEquals(ra, RightAscension.parse("12:30:49.42").angle().arcseconds());
    assertEquals(ra, RightAscension.parse("187.70591666666667 deg").angle().arcseconds(), 1e-9);
    assertEquals(
        -(26 * 3600 + 42 * 60 + 11.95),
        Declination.parse("-26:42:11.95").angle().arcseconds(),
        1e-9);
    assertEquals(-30.5, Declination.parse("-00d00m30.5s").angle().arcseconds());
    RightAscension odd = RightAscension.parse("01:02:03.4567");
    assertEquals(odd, RightAscension.parse(odd.toString()));
  }

  @Test
  void refusalsSayWhatWouldBeRight() {
    refused(
        Angle::parse, "2", "\"2\" is not an angle: it has no unit; write a number and one of uas");
    refused(Angle::parse, "", "it should be a number and a unit");
    refused(Angle::parse, "arcsec", "it should be a number and a unit");
    refused(Angle::parse, "NaN arcsec", "it should be a number and a unit");
    refused(Angle::parse, "1,5 arcsec", "the unit \",5 arcsec\" is unknown");
    refused(Angle::parse, "1e99999 arcsec", "is unknown");
    refused(Angle::parse, "9".repeat(100) + " arcsec", "...");
    refused(Frequency::parse, "1.4 Ghz", "did you mean GHz?");
    refused(Frequency::parse, "1.4 arcsec", "Hz, kHz, MHz, GHz");
    refused(TimeSpan::parse, "10 sec", "write a number and one of ms, s, min, h, d");
    refused(Flux::parse, "1 MJy", "did you mean mJy?");
    refused(Threshold::parse, "-1 sigma", "a threshold is at least 0");
    refused(Stokes::parse, "", "is unknown");
    refused(RightAscension::parse, "12:60:00", "12h30m49.42s");
    refused(Declination::parse, "+90:00:01", "outside -90 to 90");
    refused(IndexRanges::parse, "1,,2", "no index and no range");
  }

  private static void refused(Function<String, ?> reader, String text, String words) {
    UnreadableValueException refusal =
        assertThrows(UnreadableValueException.class, () -> reader.apply(text));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }
}
