package dev.fringe.operator.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose turn it is in a namespace. */
public final class Turns {
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingInt(Waiting::priority)
          .reversed()
          .thenComparing(Waiting::since)
          .thenComparing(Waiting::uid);

  private Turns() {}

  /**
   * A workflow that could be launched now.
   *
   * @param priority a higher one goes first
   * @param since when it was submitted: of the same priority, the older goes first
   */
  public record Waiting(String uid, int priority, Instant since) {}

  /**
   * Those that may be launched.
   *
   * @param waiting all that wait in the namespace
   * @param working how many work there already
   * @param most how many may work there at once
   */
  public static Set<String> next(List<Waiting> waiting, int working, int most) {
    return waiting.stream()
        .sorted(ORDER)
        .limit(Math.max(0, most - working))
        .map(Waiting::uid)
        .collect(Collectors.toUnmodifiableSet());
  }
}
