package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.Attempt;
import dev.fringe.workflow.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What does the work of workflows on a cluster, an attempt at a time. Of an attempt there is one
 * object of one name, so that whatever is done twice is done once.
 */
sealed interface WorkEngine permits Jobs, FlinkDeployments {

  /** Tells the operator of what happens to its objects, and fills the engine's cache. */
  EventSource<?, WorkflowResource> watch(EventSourceContext<WorkflowResource> context);

  /** The uids of a namespace's workflows that have something at work, as far as the cache knows. */
  Stream<String> working(String namespace);

  /** A workflow's attempts, as the cluster tells them now. */
  List<Attempt> attempts(WorkflowResource owner);

  /** What a workflow that has ended still holds, as far as the cache knows. */
  List<Attempt> leftOver(WorkflowResource owner);

  /**
   * Launches an attempt, unless it is launched.
   *
   * @param finished the work that the run need not do again, as a file's JSON
   * @throws IllegalStateException if its name belongs to something else
   */
  void launch(
      WorkflowResource owner, Workflow workflow, Action.Launch launch, Optional<String> finished);

  /** Ends an attempt, if it is there, and gives back what it holds. */
  void end(WorkflowResource owner, int number);
}
