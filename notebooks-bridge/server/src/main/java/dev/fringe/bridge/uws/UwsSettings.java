package dev.fringe.bridge.uws;

import java.time.Duration;

/**
 * Bounds of a service's jobs.
 *
 * @param atOnce jobs that work at once
 * @param most jobs that are kept
 * @param duration how long a job may take if it doesn't ask for another time
 * @param longest how long it may ask for
 * @param kept how long a job is kept if it doesn't ask for another time
 * @param keptLongest how long it may ask for
 */
public record UwsSettings(
    int atOnce,
    int most,
    Duration duration,
    Duration longest,
    Duration kept,
    Duration keptLongest) {

  public static UwsSettings standard() {
    return new UwsSettings(
        4,
        10_000,
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofDays(7),
        Duration.ofDays(30));
  }
}
