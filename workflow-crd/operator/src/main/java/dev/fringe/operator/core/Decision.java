package dev.fringe.operator.core;

import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be done now: the action, then the status is written, then the notice.
 *
 * @param again when to look again, if nothing changes before
 * @param notice what people shall find among the workflow's events
 */
public record Decision(
    Action action, WorkflowStatus status, Optional<Duration> again, Optional<Notice> notice) {

  /** An event. */
  public record Notice(boolean isWarning, String reason, String message) {}

  static Decision of(WorkflowStatus status) {
    return new Decision(new Action.Nothing(), status, Optional.empty(), Optional.empty());
  }

  Decision with(Action action) {
    return new Decision(action, status, again, notice);
  }

  Decision after(Duration pause) {
    return new Decision(action, status, Optional.of(pause), notice);
  }

  Decision noting(String reason, String message) {
    return new Decision(action, status, again, Optional.of(new Notice(false, reason, message)));
  }

  Decision warning(String reason, String message) {
    return new Decision(action, status, again, Optional.of(new Notice(true, reason, message)));
  }
}
