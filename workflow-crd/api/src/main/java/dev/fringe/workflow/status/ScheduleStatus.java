package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.List;
import java.util.Optional;

/** The status of a WorkflowSchedule; written by the operator alone. */
public record ScheduleStatus(
    @Field(about = "How it is getting on, for people", otherwise = "nothing to tell")
        Optional<String> message,
    @Field(about = "The metadata.generation that this status speaks of", preset = "0", min = "0")
        int observedGeneration,
    @Field(
            about =
                "Standard conditions: Accepted (the spec is right), Readable (the source could be"
                    + " read), Fitting (the template fits all files that are there)",
            most = 16)
        List<Condition> conditions,
    @Field(
            about = "The time of the schedule that was acted on last, UTC",
            otherwise = "none has been")
        Optional<String> lastSchedule,
    @Field(about = "The time that comes next, UTC", otherwise = "none comes")
        Optional<String> nextSchedule,
    @Field(about = "When the source was last looked at, UTC", otherwise = "never")
        Optional<String> lastLook,
    @Field(
            about = "When it is looked at again before the next time, as files are not whole, UTC",
            otherwise = "it is not")
        Optional<String> lookAgain,
    @Field(about = "Files taken so far", preset = "0", min = "0") int taken,
    @Field(about = "Files that are there and not taken yet", preset = "0", min = "0") int waiting,
    @Field(about = "Workflows that are not over", preset = "0", min = "0") int active,
    @Field(about = "Kept workflows that succeeded", preset = "0", min = "0") int succeeded,
    @Field(about = "Kept workflows that failed", preset = "0", min = "0") int failed,
    @Field(about = "What went wrong last", otherwise = "nothing has") Optional<String> lastError) {

  /** A list that was left out, as empty ones are, is empty. */
  public ScheduleStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Of a schedule that nobody has looked at yet. */
  public static ScheduleStatus none() {
    return new ScheduleStatus(
        Optional.empty(),
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0,
        0,
        0,
        Optional.empty());
  }
}
