package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The times of a schedule. */
final class Times {
  private Times() {}

  /** The first time after {@code after}. */
  static Optional<Instant> next(ScheduleSpec spec, Instant after) {
    return spec.schedules().stream()
        .flatMap(line -> line.next(after, spec.timeZone().zone()).stream())
        .min(Comparator.naturalOrder());
  }

  /** The last time that has come since {@code since} (not that one itself). */
  static Optional<Instant> last(ScheduleSpec spec, Instant since, Instant now) {
    return spec.schedules().stream()
        .flatMap(line -> line.last(now, spec.timeZone().zone()).stream())
        .max(Comparator.naturalOrder())
        .filter(time -> time.isAfter(since));
  }

  /** Whether a time that has come is not too long ago. */
  static boolean isInTime(ScheduleSpec spec, Instant time, Instant now) {
    return spec.startingDeadline()
        .map(deadline -> Duration.between(time, now).compareTo(deadline.toDuration()) <= 0)
        .orElse(true);
  }
}
