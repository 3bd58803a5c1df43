package dev.fringe.operator.core;

import dev.fringe.workflow.CleanUp;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import java.util.Optional;

/** What the runs of a workflow may have left. */
public final class Leftovers {

  private Leftovers() {}

  /**
   * Whether something may be left at the scratch. A run that succeeds removes its own; one before
   * it may have had another folder there, as its inputs had other versions.
   *
   * @param scratch {@code spec.scratch}; without it, all was in the pods, and went with them
   */
  public static boolean mayBeThere(
      Optional<String> scratch, CleanUp cleanUp, WorkflowStatus status) {
    boolean wasRemoved =
        status.phase().filter(phase -> phase == Phase.SUCCEEDED).isPresent()
            && cleanUp != CleanUp.NEVER
            && status.attempts() == 1;
    return scratch.isPresent() && status.attempts() > 0 && !wasRemoved;
  }
}
