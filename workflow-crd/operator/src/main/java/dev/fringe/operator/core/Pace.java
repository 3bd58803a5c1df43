package dev.fringe.operator.core;

import java.time.Duration;

/**
 * How often a run is asked how far it is. Young work is asked often, so that short work tells it
 * too; long work is asked no more often than people look.
 */
final class Pace {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int QUESTIONS_PER_AGE = 4;

  private Pace() {}

  /**
   * When to ask next.
   *
   * @param age of the work
   */
  static Duration of(Duration age) {
    Duration pause = age.dividedBy(QUESTIONS_PER_AGE);
    return pause.compareTo(SHORTEST) < 0
        ? SHORTEST
        : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
