package dev.fringe.bridge.workflows;

import dev.fringe.workflow.Workflow;
import dev.fringe.yaml.Fault;
import dev.fringe.yaml.Origin;
import java.util.ArrayList;
import java.util.List;

/** What a valid workflow must be besides, to be taken here. */
record SubmissionRules(AllowedInputs inputs) {

  static SubmissionRules of(List<String> data) {
    return new SubmissionRules(new AllowedInputs(data));
  }

  List<Fault> faults(Workflow workflow) {
    List<Fault> faults = new ArrayList<>(inputs.faults(workflow.spec().inputs()));
    workflow
        .spec()
        .scratch()
        .ifPresent(
            path ->
                faults.add(
                    fault(
                        "spec.scratch",
                        path,
                        "must be left out: the service has its own scratch")));
    if (workflow.spec().publish().isEmpty()) {
      faults.add(
          fault(
              "spec.publish",
              "",
              "is missing: products must be published to be seen here; write scope and dataset"));
    }
    return faults;
  }

  /** The same of inputs by whole paths. */
  Workflow resolved(Workflow workflow) {
    return workflow.with(workflow.spec().withInputs(inputs.resolved(workflow.spec().inputs())));
  }

  static Fault fault(String path, String value, String message) {
    return new Fault(path, Origin.of("workflow"), value, message);
  }
}
