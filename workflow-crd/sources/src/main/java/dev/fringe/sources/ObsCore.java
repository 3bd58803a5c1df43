package dev.fringe.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What metadata in the terms of ObsCore tell of a file. */
final class ObsCore {
  private static final Instant MJD_ZERO = Instant.parse("1858-11-17T00:00:00Z");
  private static final double LATEST_MJD = 150_000;

  private ObsCore() {}

  /** {@code target_name}. */
  static Optional<String> target(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get("target_name")).filter(name -> !name.isBlank());
  }

  /** The evening's day of {@code t_min}, a modified Julian date, from noon to noon UTC. */
  static Optional<LocalDate> night(Map<String, String> metadata) {
    try {
      return Optional.ofNullable(metadata.get("t_min"))
          .map(Double::valueOf)
          .filter(days -> days > 0 && days < LATEST_MJD)
          .map(days -> MJD_ZERO.plus(Duration.ofMillis(Math.round((days - 0.5) * 86_400_000))))
          .map(time -> time.atZone(ZoneOffset.UTC).toLocalDate());
    } catch (NumberFormatException notATime) {
      return Optional.empty();
    }
  }
}
