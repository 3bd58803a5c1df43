package dev.fringe.workflow.schedule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Which files are meant, and what their names tell: {@code *} and {@code ?} stand for letters other
 * than {@code /}, <code>{target}</code> for the name of what was observed, <code>{date}</code> for
 * a day as 20260301 or 2026-03-01. Both who writes a pattern and who names a file are strangers:
 * the time to match is linear in the name.
 */
public final class FilePattern {
  static final int LONGEST = 255;
  static final String ABOUT =
      "Names of the files to take: * and ? stand for other letters, {target} for what was observed,"
          + " {date} for a day, as 20260301 or 2026-03-01; folders are written as in */*.uvfits";
  static final String PATTERN =
      "([^{}/\\x00-\\x1f\\x7f]|\\{(target|date)\\})([^{}\\x00-\\x1f\\x7f]|\\{(target|date)\\})*";
  static final String IN_WORDS =
      "a pattern such as *.uvfits or {target}_{date}_*.uvfits, which does not begin with /";

  private static final String TARGET = "{target}";
  private static final String DATE = "{date}";
  private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

  private final String text;
  private final Pattern regex;

  /**
   * What a name tells.
   *
   * @param target where the pattern has one
   * @param date where the pattern has one and the name's is a day of the calendar
   */
  public record Told(Optional<String> target, Optional<LocalDate> date) {}

  private FilePattern(String text, Pattern regex) {
    this.text = text;
    this.regex = regex;
  }

  /** A pattern that a schedule's field has let pass. */
  public static FilePattern of(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith(TARGET, i)) {
        regex.append("(?P<target>[^/]+?)");
        i += TARGET.length() - 1;
      } else if (text.startsWith(DATE, i)) {
        regex.append("(?P<date>[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})");
        i += DATE.length() - 1;
      } else {
        switch (text.charAt(i)) {
          case '*' -> regex.append("[^/]*");
          case '?' -> regex.append("[^/]");
          default -> regex.append(Pattern.quote(text.substring(i, i + 1)));
        }
      }
    }
    return new FilePattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  /** Whether the pattern has a parameter more than once. */
  static boolean repeats(String text) {
    return text.indexOf(TARGET) != text.lastIndexOf(TARGET)
        || text.indexOf(DATE) != text.lastIndexOf(DATE);
  }

  /** Whether names tell what was observed. */
  public boolean tellsTarget() {
    return text.contains(TARGET);
  }

  /** How many parts a path has that can match. */
  public int depth() {
    return 1 + (int) text.chars().filter(letter -> letter == '/').count();
  }

  /** What a path below the source's address tells; empty if it is not meant. */
  public Optional<Told> match(String path) {
    Matcher matcher = regex.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Told(
            text.contains(TARGET) ? Optional.of(matcher.group("target")) : Optional.empty(),
            text.contains(DATE) ? day(matcher.group("date")) : Optional.empty()));
  }

  private static Optional<LocalDate> day(String digits) {
    try {
      return Optional.of(LocalDate.parse(digits.replace("-", ""), COMPACT));
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
