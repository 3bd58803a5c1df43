package dev.fringe.storage.settings;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes such as {@code 50 GB} and {@code 64 MiB}. */
final class ByteSize {

  static final String WHAT_IS_RIGHT = "a number and one of kB, MB, GB, TB, MiB, GiB: \"50 GB\"";

  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z]{1,3})");
  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "kB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "TiB", 1L << 40);

  private ByteSize() {}

  /** In bytes; empty if the text is no size. */
  static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    BigDecimal unit = BigDecimal.valueOf(UNITS.get(matcher.group(2)));
    return Optional.of(new BigDecimal(matcher.group(1)).multiply(unit).longValue());
  }
}
