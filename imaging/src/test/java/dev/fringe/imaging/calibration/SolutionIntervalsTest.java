package dev.fringe.imaging.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SolutionIntervalsTest {

  @Test
  void timesFallIntoTheIntervalThatHoldsThem() {
    SolutionIntervals tens = new SolutionIntervals(57849, 10);
    assertEquals(0, tens.of(57849 + 9.9 / 86_400));
    assertEquals(1, tens.of(57849 + 10.0 / 86_400));
    assertEquals(8640, tens.of(57850));
    assertEquals(57850, tens.startMjd(8640), 1e-9);
  }

  @Test
  void oneIntervalHoldsAllTimes() {
    SolutionIntervals whole = SolutionIntervals.whole(57849);
    assertEquals(0, whole.of(57849));
    assertEquals(0, whole.of(58849));
    assertEquals(57849, whole.startMjd(0));
  }

  @Test
  void anIntervalHasALength() {
    assertThrows(IllegalArgumentException.class, () -> new SolutionIntervals(57849, 0));
  }
}
