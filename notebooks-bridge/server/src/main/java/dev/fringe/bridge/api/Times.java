package dev.fringe.bridge.api;

import dev.fringe.bridge.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times between the calendar and modified Julian dates, both UTC. */
final class Times {

  private static final double UNIX_EPOCH_MJD = 40587;
  private static final double SECONDS = 86400;

  private Times() {}

  /** Reads an MJD, a date, or a date and time as ISO 8601 has it. */
  static double mjd(String name, String text) {
    try {
      if (text.matches("[+-]?\\d{1,7}(\\.\\d{0,15})?")) {
        return Double.parseDouble(text);
      }
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text).toEpochDay() + UNIX_EPOCH_MJD;
      }
      Instant instant =
          text.endsWith("Z")
              ? Instant.parse(text)
              : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      return UNIX_EPOCH_MJD + (instant.getEpochSecond() + instant.getNano() * 1e-9) / SECONDS;
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(
          "%s is no time: write a date such as 2026-11-28, with a time such as 2026-11-28T06:00:00, or an MJD"
              .formatted(name));
    }
  }

  /** ISO 8601 to the second. */
  static String iso(double mjd) {
    long seconds = Math.round((mjd - UNIX_EPOCH_MJD) * SECONDS);
    return Instant.ofEpochSecond(seconds).toString();
  }
}
