package dev.fringe.bridge.workflows;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which runs that ended are kept.
 *
 * @param age for so long
 * @param most so many at most, the newest
 */
public record Retention(Duration age, int most) {

  /** Those of runs that ended which are kept no longer. */
  List<Run> old(List<Run> ended, Instant now) {
    List<Run> newestFirst =
        ended.stream().sorted(Comparator.comparing(Retention::end).reversed()).toList();
    return IntStream.range(0, newestFirst.size())
        .filter(i -> i >= most || end(newestFirst.get(i)).isBefore(now.minus(age)))
        .mapToObj(newestFirst::get)
        .toList();
  }

  private static Instant end(Run run) {
    return run.ended().orElse(run.submitted());
  }
}
