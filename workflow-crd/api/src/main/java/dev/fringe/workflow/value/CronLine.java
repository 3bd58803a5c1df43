package dev.fringe.workflow.value;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Optional;

/**
 * Times that come again and again: {@code 30 9 * * MON-FRI} (minute, hour, day of the month, month,
 * day of the week), or {@code @daily}. Where both kinds of day are given, either will do.
 *
 * <p>Days on which clocks change are as CronJobs have them: a time that the clocks jump over does
 * not come on that day, and one that they show twice comes twice.
 *
 * @param text as it was written, with single spaces
 */
public record CronLine(String text) implements Serializable {
  private static final int LONGEST = 64;
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

  /** More changes of clocks than lie between two leap days. */
  private static final int MOST_SEGMENTS = 100;

  static final String WHAT_IS_RIGHT =
      "minute, hour, day of the month, month and day of the week, such as \"30 9 * * MON-FRI\", or"
          + " @hourly, @daily, @weekly, @monthly, @yearly";

  /**
   * Reads a line.
   *
   * @throws UnreadableValueException if it is none, or tells times that never come
   */
  @JsonCreator
  public static CronLine parse(String text) {
    CronLine line = new CronLine(text.strip().replaceAll("\\s+", " "));
    if (line.text.length() > LONGEST) {
      throw unreadable(text, "is longer than " + LONGEST + " letters");
    }
    Optional<Instant> any;
    try {
      any = line.next(ANY_TIME, ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, "is no cron line: " + reason(e));
    }
    if (!line.text.matches(Patterns.cron())) {
      throw unreadable(text, "is no cron line");
    } else if (any.isEmpty()) {
      throw unreadable(text, "tells times that never come");
    }
    return line;
  }

  /** The first time after {@code after} (not that one itself). */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ExecutionTime times = times();
    ZoneRules rules = zone.getRules();
    Instant from = after;
    Instant within = after;
    // Between two changes of the clocks, cron's arithmetic is that of one offset.
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      Optional<Instant> next =
          times
              .nextExecution(
                  OffsetDateTime.ofInstant(from, rules.getOffset(within)).toZonedDateTime())
              .map(time -> time.toInstant());
      ZoneOffsetTransition change = rules.nextTransition(within);
      if (next.isEmpty() || change == null || next.get().isBefore(change.getInstant())) {
        return next;
      }
      within = change.getInstant();
      from = within.minusSeconds(1);
    }
    return Optional.empty();
  }

  /** The last time that is not after {@code upTo}. */
  public Optional<Instant> last(Instant upTo, ZoneId zone) {
    ExecutionTime times = times();
    ZoneRules rules = zone.getRules();
    Instant to = Instant.ofEpochSecond(upTo.getEpochSecond());
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      Optional<Instant> last =
          times
              .lastExecution(
                  OffsetDateTime.ofInstant(to, rules.getOffset(to))
                      .plusSeconds(1)
                      .toZonedDateTime())
              .map(time -> time.toInstant());
      ZoneOffsetTransition change = rules.previousTransition(to.plusSeconds(1));
      if (last.isEmpty() || change == null || !last.get().isBefore(change.getInstant())) {
        return last;
      }
      to = change.getInstant().minusSeconds(1);
    }
    return Optional.empty();
  }

  private ExecutionTime times() {
    return ExecutionTime.forCron(PARSER.parse(NICKNAMES.getOrDefault(text, text)));
  }

  private static String reason(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    return message.replaceFirst("^Failed to parse cron expression\\.?\\s*", "");
  }

  private static UnreadableValueException unreadable(String text, String what) {
    return new UnreadableValueException("\"" + text + "\" " + what + "; write " + WHAT_IS_RIGHT);
  }

  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
