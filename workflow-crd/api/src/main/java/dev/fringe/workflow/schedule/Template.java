package dev.fringe.workflow.schedule;

import dev.fringe.workflow.WorkflowSpec;
import dev.fringe.workflow.schema.Field;
import java.util.Map;

/** The workflow that new files become, with parameters such as {@code {{input.did}}} in texts. */
public record Template(
    @Field(about = "What is added to the workflows' metadata") TemplateMetadata metadata,
    @Field(
            about =
                "The spec of a Workflow. An item of its inputs with a parameter of the file stands"
                    + " for each file of the batch",
            isTemplate = true)
        WorkflowSpec spec) {

  /** What is added to the workflows' metadata. Their names are made by the schedule. */
  public record TemplateMetadata(
      @Field(
              about =
                  "Labels of the workflows; what Kubernetes does not take in a label is replaced by"
                      + " _ in parameters' values")
          Map<String, String> labels,
      @Field(about = "Remarks for people and tools") Map<String, String> annotations) {}
}
