package dev.fringe.bridge.workflows;

import dev.fringe.bridge.workflows.Run.Outcome;
import dev.fringe.bridge.workflows.Run.Progress;
import dev.fringe.cluster.client.Json;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.workflow.status.Phase;
import java.time.Instant;
import java.util.Optional;

/** Workflows of a cluster as runs. */
final class RunView {

  /** The name that was asked for: the resource's own is longer, and there but once. */
  static final String NAME = "fringe.dev/requested-name";

  /** Who submitted it, as the issuer of tokens has them. */
  static final String OWNER = "fringe.dev/owner";

  private RunView() {}

  static Run of(WorkflowView view) {
    RunState state = state(view);
    return new Run(
        view.name(),
        view.annotation(NAME).orElse(view.name()),
        view.annotation(OWNER).orElse(""),
        state,
        view.status("message").orElse(state == RunState.CANCELLED ? "is ending" : ""),
        view.submitted(),
        time(view, "startedAt"),
        time(view, "finishedAt"),
        Optional.empty(),
        view.status("attempts").map(Integer::parseInt).orElse(0),
        state == RunState.SUCCEEDED ? Progress.DONE : progress(view),
        outcome(view));
  }

  private static RunState state(WorkflowView view) {
    if (view.isEnding()) {
      return RunState.CANCELLED;
    } else if (view.isOver()) {
      return view.hasSucceeded() ? RunState.SUCCEEDED : RunState.FAILED;
    }
    return is(view, Phase.RUNNING) ? RunState.RUNNING : RunState.QUEUED;
  }

  /** Of one that doesn't work, why; of one that does, where it is. */
  private static Progress progress(WorkflowView view) {
    return new Progress(
        is(view, Phase.RUNNING) ? view.stage() : view.phase(),
        Math.clamp(view.percent().orElse(0), 0, 100),
        view.status("progress", "estimatedEnd").orElse(""));
  }

  private static Outcome outcome(WorkflowView view) {
    return new Outcome(
        view.statusList("products").stream()
            .flatMap(product -> Json.text(product, "did").stream())
            .toList(),
        view.status("summary", "beam").orElse(""),
        view.status("summary", "noise").orElse(""),
        view.status("summary", "peak").orElse(""));
  }

  private static boolean is(WorkflowView view, Phase phase) {
    return view.phase().equals(phase.toString());
  }

  private static Optional<Instant> time(WorkflowView view, String name) {
    return view.status(name).map(Instant::parse);
  }
}
