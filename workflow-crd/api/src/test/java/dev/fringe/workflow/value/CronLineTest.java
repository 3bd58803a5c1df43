package dev.fringe.workflow.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When lines come; on days on which clocks change, as robfig/cron has it, which CronJobs use. */
class CronLineTest {

  @ParameterizedTest
  @CsvSource({
    // The clocks of New York jump from 02:00 to 03:00, and back from 02:00 to 01:00.
    "0 2 * * *,    America/New_York, 2026-03-07T12:00:00-05:00, 2026-03-09T02:00:00-04:00",
    "30 2 * * *,   America/New_York, 2026-03-08T01:59:59-05:00, 2026-03-09T02:30:00-04:00",
    "0 3 * * *,    America/New_York, 2026-03-08T01:00:00-05:00, 2026-03-08T03:00:00-04:00",
    "0 * * * *,    America/New_York, 2026-03-08T01:00:00-05:00, 2026-03-08T03:00:00-04:00",
    "*/20 * * * *, America/New_York, 2026-03-08T01:40:00-05:00, 2026-03-08T03:00:00-04:00",
    "0 1 * * *,    America/New_York, 2026-11-01T00:00:00-04:00, 2026-11-01T01:00:00-04:00",
    "0 1 * * *,    America/New_York, 2026-11-01T01:00:00-04:00, 2026-11-01T01:00:00-05:00",
    "0 1 * * *,    America/New_York, 2026-11-01T01:00:00-05:00, 2026-11-02T01:00:00-05:00",
    "0 2 * * *,    America/New_York, 2026-11-01T01:00:00-04:00, 2026-11-01T02:00:00-05:00",
    "*/30 * * * *, America/New_York, 2026-11-01T01:30:00-04:00, 2026-11-01T01:00:00-05:00",
    // Lord Howe's clocks change by half an hour.
    "15 2 * * *,   Australia/Lord_Howe, 2026-10-03T20:00:00+10:30, 2026-10-05T02:15:00+11:00",
    // Samoa had no 30 December 2011.
    "0 9 * * *,    Pacific/Apia,     2011-12-29T10:00:00-10:00, 2011-12-31T09:00:00+14:00",
    // Leap days, and the year that has none though four divides it.
    "0 0 29 2 *,   UTC,              2025-01-01T00:00:00+00:00, 2028-02-29T00:00:00+00:00",
    "0 0 29 2 *,   UTC,              2096-03-01T00:00:00+00:00, 2104-02-29T00:00:00+00:00",
    "0 0 31 * *,   UTC,              2026-01-31T00:00:00+00:00, 2026-03-31T00:00:00+00:00",
    // Either day will do; a time is not its own next.
    "0 0 13 * 5,   UTC,              2026-02-08T00:00:00+00:00, 2026-02-13T00:00:00+00:00",
    "0 0 13 * 5,   UTC,              2026-03-01T00:00:00+00:00, 2026-03-06T00:00:00+00:00",
    "0 9 * * *,    UTC,              2026-03-01T09:00:00+00:00, 2026-03-02T09:00:00+00:00",
    "0 9 * * *,    UTC,              2026-03-01T08:59:59.9+00:00, 2026-03-01T09:00:00+00:00",
    "@weekly,      UTC,              2026-03-02T00:00:00+00:00, 2026-03-08T00:00:00+00:00"
  })
  void aLineComesNext(String line, ZoneId zone, String after, String next) {
    CronLine cron = CronLine.parse(line);
    assertEquals(Optional.of(at(next)), cron.next(at(after), zone));
    assertEquals(Optional.of(at(next)), cron.last(at(next), zone), "as the last one");
    assertEquals(Optional.of(at(next)), cron.last(at(next).plusSeconds(59), zone), "a bit later");
  }

  /** The last time is the one that counting on from the year's beginning leads to. */
  @ParameterizedTest
  @ValueSource(
      strings = {"30 1 * * *", "30 2 * * *", "*/7 */5 * * *", "0 0 29 2 *", "15 0,12 1-7 * 0"})
  void theLastTimeIsTheOneThatComesBefore(String line) {
    CronLine cron = CronLine.parse(line);
    ZoneId zone = ZoneId.of("Europe/Zurich");
    List<Instant> all = new ArrayList<>();
    Optional<Instant> next = cron.next(at("2024-01-01T00:00:00+00:00"), zone);
    while (next.isPresent() && next.get().isBefore(at("2026-06-01T00:00:00+00:00"))) {
      all.add(next.get());
      next = cron.next(next.get(), zone);
    }
    assertEquals(all, all.stream().sorted().distinct().toList());
    for (Instant time = at("2026-03-25T00:00:00+00:00");
        time.isBefore(at("2026-04-02T00:00:00+00:00"));
        time = time.plusSeconds(1701)) {
      int place = Collections.binarySearch(all, time);
      Instant expected = all.get(place >= 0 ? place : -place - 2);
      assertEquals(Optional.of(expected), cron.last(time, zone), "before " + time);
    }
  }

  @Test
  void aLineIsReadWithItsSpacesAndNames() {
    assertEquals(new CronLine("0 9 * * mon"), CronLine.parse("  0   9 * *  mon "));
    assertEquals(
        CronLine.parse("0 0 * * 0").next(at("2026-01-01T00:00:00+00:00"), ZoneId.of("UTC")),
        CronLine.parse("0 0 * * 7").next(at("2026-01-01T00:00:00+00:00"), ZoneId.of("UTC")));
    assertThrows(UnreadableValueException.class, () -> CronLine.parse("0 0 31 4,6 *"));
    assertThrows(UnreadableValueException.class, () -> CronLine.parse(""));
    assertFalse("0 9 * * * *".matches(Patterns.cron()));
  }

  private static Instant at(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
  }
}
