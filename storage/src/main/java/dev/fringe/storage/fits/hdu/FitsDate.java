package dev.fringe.storage.fits.hdu;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as FITS writes them, and modified Julian days. */
public final class FitsDate {
  private static final Pattern OLD = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2})");
  private static final Pattern NEW =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:T(\\d{1,2}:\\d{2}:\\d{2}(?:\\.\\d*)?)Z?)?");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final long MJD_OF_1970 = 40587;
  private static final double DAY_SECONDS = 86400;

  private FitsDate() {}

  /** The modified Julian date of YYYY-MM-DD[Thh:mm:ss[.s]] or of DD/MM/YY (19YY); else empty. */
  public static OptionalDouble mjd(String text) {
    try {
      Matcher date = NEW.matcher(text.strip());
      if (date.matches()) {
        LocalDate day = LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
        return OptionalDouble.of(mjd(day) + dayFraction(date.group(4)));
      }
      Matcher old = OLD.matcher(text.strip());
      if (old.matches()) {
        return OptionalDouble.of(
            mjd(LocalDate.of(1900 + number(old, 3), number(old, 2), number(old, 1))));
      }
    } catch (DateTimeException e) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.empty();
  }

  /** YYYY-MM-DDThh:mm:ss.sss of a modified Julian date. */
  public static String timestamp(double mjd) {
    long day = (long) Math.floor(mjd);
    long millis = Math.round((mjd - day) * DAY_SECONDS * 1000);
    LocalDateTime time =
        LocalDate.ofEpochDay(day - MJD_OF_1970).atStartOfDay().plus(millis, ChronoUnit.MILLIS);
    return time.format(MILLIS);
  }

  /** YYYY-MM-DD of a modified Julian date. */
  public static String day(double mjd) {
    return LocalDate.ofEpochDay((long) Math.floor(mjd) - MJD_OF_1970).toString();
  }

  /** YYYY-MM-DDThh:mm:ss of an instant, UTC. */
  public static String timestamp(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
        .format(SECONDS);
  }

  private static double mjd(LocalDate day) {
    return day.toEpochDay() + MJD_OF_1970;
  }

  private static double dayFraction(String time) {
    if (time == null) {
      return 0;
    }
    String[] parts = time.split(":");
    return (Integer.parseInt(parts[0]) * 3600
            + Integer.parseInt(parts[1]) * 60
            + Double.parseDouble(parts[2]))
        / DAY_SECONDS;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
