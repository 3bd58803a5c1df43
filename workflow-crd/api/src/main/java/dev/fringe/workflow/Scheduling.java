package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.TimeSpan;
import java.util.Optional;

/** When a cluster works on a workflow: the one part of a spec that may change. */
public record Scheduling(
    @Field(
            about =
                "Suspended ends the work that goes on and starts none; what is in the scratch"
                    + " stays, and Running goes on from there",
            preset = "Running")
        State state,
    @Field(
            about =
                "Of the workflows that wait in a namespace, those with a higher number go first",
            preset = "0",
            min = "-1000",
            max = "1000")
        int priority,
    @Field(
            about = "The workflow is deleted so long after its end; its products are not",
            otherwise = "it stays",
            min = "0 s",
            max = "3650 d")
        Optional<TimeSpan> ttl) {

  public Scheduling {
    ttl = Absent.ifNull(ttl);
  }

  /** Whether there shall be work. */
  public enum State {
    RUNNING("Running"),
    SUSPENDED("Suspended");

    private final String word;

    State(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
