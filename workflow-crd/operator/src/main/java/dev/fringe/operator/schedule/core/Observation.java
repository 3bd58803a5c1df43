package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.status.ScheduleStatus;
import java.time.Instant;
import java.util.List;

/**
 * What is seen of a schedule, that is not being deleted.
 *
 * @param generation {@code metadata.generation}
 * @param asked what is asked for, or why it cannot be done
 * @param created when the schedule was created: earlier times do not count
 * @param status as it was told last
 * @param children its workflows, seen before the ledger was read
 * @param pass how far the operator has come
 */
public record Observation(
    int generation,
    Asked asked,
    Instant created,
    ScheduleStatus status,
    List<Child> children,
    Pass pass,
    Instant now) {

  public Observation {
    children = List.copyOf(children);
  }

  /** What is asked for. */
  public sealed interface Asked {
    /** A schedule that is right. */
    record Right(Schedule schedule) implements Asked {}

    /** One that the reader refuses. */
    record Wrong(String message) implements Asked {}
  }

  /** The status' last time, or the creation. */
  Instant since() {
    return status.lastSchedule().map(Instant::parse).orElse(created);
  }

  /** Those that wait or work, and that nobody has deleted. */
  long active() {
    return children.stream().filter(child -> child.isActive() && !child.isDeleting()).count();
  }

  /** Whether workflows of an earlier time are not over, and not gone. */
  boolean hasEarlier(Instant time) {
    return children.stream()
        .anyMatch(child -> child.isActive() && child.scheduled().isBefore(time));
  }
}
