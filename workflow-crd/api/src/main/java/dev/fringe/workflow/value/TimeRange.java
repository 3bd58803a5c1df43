package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Times of observation between two instants, UTC: {@code 2017-04-06T00:30 .. 2017-04-06T08:00},
 * where one bound may be left out and a date alone is its midnight.
 *
 * @param start inclusive; {@link Instant#MIN} where the range is open
 * @param end exclusive; {@link Instant#MAX} where the range is open
 */
public record TimeRange(Instant start, Instant end) implements Serializable {
  private static final String EXAMPLE = "2017-04-06T00:30 .. 2017-04-06T08:00";

  /**
   * @throws UnreadableValueException if the text is no range of times, or one that holds nothing
   */
  @JsonCreator
  public static TimeRange parse(String text) {
    Bounds bounds = Bounds.of(text, "times", EXAMPLE);
    Instant start = bounds.from().map(side -> instant(side, text)).orElse(Instant.MIN);
    Instant end = bounds.to().map(side -> instant(side, text)).orElse(Instant.MAX);
    if (!start.isBefore(end)) {
      throw new UnreadableValueException(
          "\""
              + text
              + "\" holds no time: write the earlier time first, such as \""
              + EXAMPLE
              + "\"");
    }
    return new TimeRange(start, end);
  }

  /** Whether the instant is in the range. */
  public boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  private static Instant instant(String side, String text) {
    String local = side.endsWith("Z") ? side.substring(0, side.length() - 1) : side;
    try {
      return local.contains("T")
          ? LocalDateTime.parse(local, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
              .toInstant(ZoneOffset.UTC)
          : LocalDate.parse(local).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new UnreadableValueException(
          "\""
              + text
              + "\" is not a range of times: \""
              + side
              + "\" is no time in UTC; write such as \""
              + EXAMPLE
              + "\"");
    }
  }

  @Override
  @JsonValue
  public String toString() {
    String from = start.equals(Instant.MIN) ? "" : start.toString();
    String to = end.equals(Instant.MAX) ? "" : end.toString();
    return (from + " .. " + to).strip();
  }
}
