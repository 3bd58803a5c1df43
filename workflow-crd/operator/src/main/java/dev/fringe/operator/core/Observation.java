package dev.fringe.operator.core;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is seen of a workflow, that is not being deleted.
 *
 * @param generation {@code metadata.generation}
 * @param spec what is asked for, or why it cannot be done
 * @param status as it was told last
 * @param attempts those of which there is a job, as the cluster tells it now and not a cache
 * @param turn takes the workflow's turn among those that wait, if it has come
 */
public record Observation(
    int generation,
    Asked spec,
    WorkflowStatus status,
    List<Attempt> attempts,
    BooleanSupplier turn,
    Instant now) {

  public Observation {
    attempts = List.copyOf(attempts);
  }

  /** What is asked for. */
  public sealed interface Asked {
    /** Work that can be tried. */
    record Work(Workflow workflow) implements Asked {}

    /** Something that can never be done. */
    record Impossible(String reason, String message) implements Asked {}
  }

  /** The attempt with the highest number. */
  Optional<Attempt> last() {
    return attempts.stream().max(Comparator.comparingInt(Attempt::number));
  }
}
