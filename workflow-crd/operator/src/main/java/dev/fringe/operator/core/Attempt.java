package dev.fringe.operator.core;

import dev.fringe.workflow.status.FlinkJob;
import java.util.Optional;

/**
 * An attempt at a workflow's work, of which there is a job.
 *
 * @param number from 1
 * @param flink its job on a Flink cluster, where there is one
 * @param isHeld whether it keeps what it has got of the cluster until it is ended, though its work
 *     be done
 */
public record Attempt(int number, JobState state, Optional<FlinkJob> flink, boolean isHeld) {

  /** One that has no job on a Flink cluster, or none that is known. */
  public Attempt(int number, JobState state) {
    this(number, state, Optional.empty(), false);
  }
}
