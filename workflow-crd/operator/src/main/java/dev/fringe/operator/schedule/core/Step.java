package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.status.ScheduleStatus;
import java.time.Duration;
import java.util.Optional;

/** Something that an operator does next: one call. Each may be done twice without harm. */
public sealed interface Step {

  /** Reads the ledger, after the workflows were seen. */
  record Read() implements Step {}

  /** Looks at the source. */
  record Look() implements Step {}

  /** Writes a part of the ledger, on condition that it is still as it was read. */
  record Write(Part part) implements Step {}

  /** Creates the workflow of a batch, held, unless it is there. */
  record Create(Intention intention) implements Step {}

  /** Lets the workflow of that uid go, where it is still there. */
  record Release(Held workflow) implements Step {}

  /** Deletes a workflow, on condition that it is as it was seen. */
  record Delete(Child child, String reason) implements Step {}

  /**
   * Nothing more for now.
   *
   * @param again when to decide anew, if nothing is heard before
   */
  record Rest(ScheduleStatus status, Optional<Duration> again) implements Step {}
}
