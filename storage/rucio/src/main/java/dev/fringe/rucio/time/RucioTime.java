package dev.fringe.rucio.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Times as {@code Mon, 23 Nov 2026 19:29:51 UTC}: RFC 1123 but for the name of the zone. */
public final class RucioTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss", Locale.ROOT);

  private RucioTime() {}

  /** The instant, or nothing where the text is not such a time. */
  public static Optional<Instant> parse(String text) {
    final String zoneless = text.strip().replaceFirst(" (UTC|GMT)$", "");
    try {
      return Optional.of(LocalDateTime.parse(zoneless, FORMAT).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
