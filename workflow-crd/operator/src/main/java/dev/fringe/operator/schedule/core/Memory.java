package dev.fringe.operator.schedule.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What earlier looks saw of files that are not taken yet. It is kept in the operator alone: one
 * that starts anew looks twice again, and no harm is done.
 */
public final class Memory {
  /** Looks are at least so far apart, but for sources that settle sooner. */
  static final Duration GAP = Duration.ofSeconds(30);

  private final Map<String, Glimpse> glimpses;

  /** A file's version, and since when it is seen. */
  private record Glimpse(String version, Instant since, Instant first) {}

  private Memory(Map<String, Glimpse> glimpses) {
    this.glimpses = glimpses;
  }

  /** Of nothing. */
  public static Memory none() {
    return new Memory(Map.of());
  }

  /** What is remembered after a look at these files, which are all that are not taken. */
  public Memory after(List<Found> files, Instant now) {
    Map<String, Glimpse> next = new HashMap<>();
    for (Found file : files) {
      Glimpse before = glimpses.get(file.id());
      boolean isSame = before != null && before.version.equals(file.version());
      next.put(
          file.id(),
          new Glimpse(
              file.version(), isSame ? before.since : now, before != null ? before.first : now));
    }
    return new Memory(next);
  }

  /** Since when a file that was just looked at is seen as it is. */
  Instant since(Found file) {
    return glimpses.get(file.id()).since;
  }

  /** When a file that was just looked at was first seen. */
  Instant first(Found file) {
    return glimpses.get(file.id()).first;
  }
}
