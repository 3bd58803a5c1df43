package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.List;
import java.util.Optional;

/** The status of a Workflow; written by the operator alone. */
public record WorkflowStatus(
    @Field(about = "Where the workflow stands", otherwise = "nobody has looked at it yet")
        Optional<Phase> phase,
    @Field(about = "What stands behind the phase, for people", otherwise = "nothing to tell")
        Optional<String> message,
    @Field(about = "The metadata.generation that this status speaks of", preset = "0", min = "0")
        int observedGeneration,
    @Field(about = "Standard conditions", most = 16) List<Condition> conditions,
    @Field(about = "Attempts that have been launched", preset = "0", min = "0") int attempts,
    @Field(about = "Of these, those that failed", preset = "0", min = "0") int failedAttempts,
    @Field(about = "The job of the last attempt", otherwise = "none has been launched")
        Optional<String> job,
    @Field(about = "When the first attempt was launched, UTC", otherwise = "none has been")
        Optional<String> startedAt,
    @Field(about = "When the workflow ended, UTC", otherwise = "it has not")
        Optional<String> finishedAt,
    @Field(about = "With Retrying: not before this time, UTC", otherwise = "at once")
        Optional<String> nextAttemptAt,
    @Field(about = "How far the attempt has come", otherwise = "not known")
        Optional<Progress> progress,
    @Field(about = "What was published", most = 1000) List<Product> products,
    @Field(about = "The image in a few numbers", otherwise = "there is none yet")
        Optional<ImageSummary> summary,
    @Field(about = "The job of Flink", otherwise = "the engine is Embedded, or none is known yet")
        Optional<FlinkJob> flink,
    @Field(about = "What work this is", otherwise = "none has been launched") Optional<Work> work) {

  /** A list that was left out, as empty ones are, is empty. */
  public WorkflowStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    products = products == null ? List.of() : List.copyOf(products);
  }

  /** Of a workflow that nobody has looked at yet. */
  public static WorkflowStatus none() {
    return new WorkflowStatus(
        Optional.empty(),
        Optional.empty(),
        0,
        List.of(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
