package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.value.UnitTable.Unit;
import java.io.Serializable;
import java.time.Duration;

/**
 * A length of time: {@code 10 s}, {@code 30 min}, {@code 8 h}, {@code 30 d} (a day has 24 hours).
 *
 * @param seconds finite
 */
public record TimeSpan(double seconds) implements Comparable<TimeSpan>, Serializable {
  private static final String TIME = "time";

  static final UnitTable UNITS =
      new UnitTable(
          "a length of time",
          "30 min",
          Unit.of("ms", TIME, "1e-3"),
          Unit.of("s", TIME, "1"),
          Unit.of("min", TIME, "60"),
          Unit.of("h", TIME, "3600"),
          Unit.of("d", TIME, "86400"));

  public static TimeSpan ofSeconds(double seconds) {
    return new TimeSpan(seconds);
  }

  /**
   * @throws UnreadableValueException if the text is not a number with a unit of time
   */
  @JsonCreator
  public static TimeSpan parse(String text) {
    return new TimeSpan(UNITS.value(text));
  }

  /** To the nanosecond; spans beyond the 292 years that fit are cut to them. */
  public Duration toDuration() {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  @Override
  public int compareTo(TimeSpan other) {
    return Double.compare(seconds, other.seconds);
  }

  @Override
  @JsonValue
  public String toString() {
    return UNITS.format(seconds, TIME);
  }
}
