package dev.fringe.imaging.sky;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Angles in hours or degrees, minutes and seconds. */
public final class Sexagesimal {

  private static final Pattern PARTS =
      Pattern.compile(
          "([+-]?)\\s*(\\d+)\\s*(?:[:hd°\\s])\\s*(\\d+)\\s*(?:[:m'′\\s])\\s*(\\d+(?:\\.\\d*)?)"
              + "\\s*[s\"″]?");

  private Sexagesimal() {}

  /** {@code HH:MM:SS.ss}, with {@code decimals} of a second; the angle is brought to [0, 24h). */
  public static String ofHours(double radians, int decimals) {
    long scale = Math.round(Math.pow(10, decimals));
    double hours = radians / (2 * Math.PI);
    long units = Math.round((hours - Math.floor(hours)) * 86_400 * scale) % (86_400 * scale);
    return format(units, scale, decimals);
  }

  /** {@code ±DD:MM:SS.ss}, with {@code decimals} of a second of arc. */
  public static String ofDegrees(double radians, int decimals) {
    long scale = Math.round(Math.pow(10, decimals));
    long units = Math.round(Math.toDegrees(Math.abs(radians)) * 3600 * scale);
    return (radians < 0 && units > 0 ? "-" : "+") + format(units, scale, decimals);
  }

  private static String format(long units, long scale, int decimals) {
    long seconds = units / scale;
    String text =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return decimals == 0
        ? text
        : text + String.format(Locale.ROOT, ".%0" + decimals + "d", units % scale);
  }

  /**
   * Reads hours ({@code 12:30:49.42}, {@code 12h30m49.42s}) or degrees as a plain number ({@code
   * 187.706}).
   *
   * @return radians in [0, 2π)
   * @throws IllegalArgumentException naming the text, if it is neither
   */
  public static double parseRightAscension(String text) {
    String what = "right ascension";
    Matcher parts = PARTS.matcher(text.trim());
    double degrees =
        parts.matches() && text.indexOf('d') < 0 && text.indexOf('°') < 0
            ? 15 * value(parts, text, what)
            : parts.matches() ? value(parts, text, what) : number(text, what);
    if (!(degrees >= 0 && degrees < 360)) {
      throw wrong(text, what);
    }
    return Math.toRadians(degrees);
  }

  /**
   * Reads degrees ({@code +12:23:28.0}, {@code -30d43m16s}, {@code 12.391}).
   *
   * @return radians in [-π/2, π/2]
   * @throws IllegalArgumentException naming the text, if it is nothing of that
   */
  public static double parseDeclination(String text) {
    String what = "declination";
    Matcher parts = PARTS.matcher(text.trim());
    double degrees = parts.matches() ? value(parts, text, what) : number(text, what);
    if (!(Math.abs(degrees) <= 90)) {
      throw wrong(text, what);
    }
    return Math.toRadians(degrees);
  }

  private static double value(Matcher parts, String text, String what) {
    double minutes = Double.parseDouble(parts.group(3));
    double seconds = Double.parseDouble(parts.group(4));
    if (minutes >= 60 || seconds >= 60) {
      throw wrong(text, what);
    }
    double value = Double.parseDouble(parts.group(2)) + minutes / 60 + seconds / 3600;
    return "-".equals(parts.group(1)) ? -value : value;
  }

  private static double number(String text, String what) {
    String trimmed = text.trim();
    String number =
        trimmed.endsWith("deg") ? trimmed.substring(0, trimmed.length() - 3).trim() : trimmed;
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw wrong(text, what);
    }
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException(
        what
            + " '"
            + text
            + "' is wrong; right are "
            + (what.startsWith("right")
                ? "12:30:49.42, 12h30m49.42s or degrees from 0 to 360"
                : "+12:23:28.0, 12d23m28.0s or degrees from -90 to 90"));
  }
}
