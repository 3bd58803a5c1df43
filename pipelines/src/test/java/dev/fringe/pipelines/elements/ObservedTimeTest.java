package dev.fringe.pipelines.elements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObservedTimeTest {

  private static final double SECOND = 1 / 86_400.0;

  /** Two scans of ten integrations of 30 s, half an hour apart. */
  private static List<ObservedTime> twoScans() {
    return IntStream.range(0, 20)
        .mapToObj(i -> ObservedTime.of(61_000 + (15 + 30 * i + (i < 10 ? 0 : 1800)) * SECOND, 30))
        .toList();
  }

  private static ObservedTime sum(List<ObservedTime> times) {
    return times.stream().reduce(ObservedTime.none(), ObservedTime::plus);
  }

  @Test
  void theExposureIsWithoutTheGapsAndCountsEveryTimeOnce() {
    ObservedTime time = sum(twoScans()).plus(sum(twoScans()));

    assertEquals(600, time.exposureSeconds(), 1e-3);
    assertEquals(2, time.intervals().size());
    assertEquals(61_000, time.startMjd(), 1e-9);
    assertEquals(61_000 + 2400 * SECOND, time.endMjd(), 1e-9);
  }

  @Test
  void theOrderInWhichRowsAreReadDoesNotMatter() {
    List<ObservedTime> shuffled = new java.util.ArrayList<>(twoScans());
    Collections.shuffle(shuffled, new Random(7));

    assertEquals(sum(twoScans()), sum(shuffled));
  }

  @Test
  void withoutIntegrationTimesTheExposureIsNotKnown() {
    ObservedTime time = ObservedTime.of(61_000, 0).plus(ObservedTime.of(61_001, 0));

    assertTrue(Double.isNaN(time.exposureSeconds()));
    assertEquals(61_001, time.endMjd());
  }
}
