package dev.fringe.bridge.workflows;

import dev.fringe.workflow.Input;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowSpec;
import java.util.List;
import java.util.Optional;

/** Workflows with another part. */
final class Specs {

  private Specs() {}

  static WorkflowSpec with(WorkflowSpec spec, List<Input> inputs) {
    return of(spec, inputs, spec.scratch());
  }

  static Workflow with(Workflow workflow, String scratch) {
    return new Workflow(
        workflow.apiVersion(),
        workflow.kind(),
        workflow.metadata(),
        of(workflow.spec(), workflow.spec().inputs(), Optional.of(scratch)));
  }

  private static WorkflowSpec of(WorkflowSpec spec, List<Input> inputs, Optional<String> scratch) {
    return new WorkflowSpec(
        inputs,
        spec.selection(),
        spec.image(),
        spec.clean(),
        spec.selfCalibrate(),
        spec.publish(),
        spec.engine(),
        spec.retries(),
        spec.deadline(),
        spec.cleanUp(),
        scratch,
        spec.reuse(),
        spec.scheduling());
  }
}
