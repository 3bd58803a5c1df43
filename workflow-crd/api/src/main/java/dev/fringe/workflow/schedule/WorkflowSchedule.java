package dev.fringe.workflow.schedule;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.schema.Field;

/**
 * A schedule as its file declares it. Its template's spec holds sample values in place of
 * parameters: {@link Schedule#render} makes workflows of the template as it was written.
 */
public record WorkflowSchedule(
    @Field(
            about = "The version of this form",
            pattern = "fringe\\.dev/v1alpha1",
            patternInWords = Workflow.API_VERSION)
        String apiVersion,
    @Field(
            about = "What this resource is",
            pattern = "WorkflowSchedule",
            patternInWords = WorkflowSchedule.KIND)
        String kind,
    @Field(about = "The schedule's name and labels") ScheduleMetadata metadata,
    @Field(about = "When to look, where, and what to do with what is new") ScheduleSpec spec) {
  public static final String KIND = "WorkflowSchedule";
}
