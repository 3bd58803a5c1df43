package dev.fringe.workflow.status;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a workflow stands, in one word. */
public enum Phase {
  QUEUED("Queued"),
  RUNNING("Running"),
  /** An attempt failed, and another follows after a pause. */
  RETRYING("Retrying"),
  SUSPENDED("Suspended"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED;
  }

  @Override
  @JsonValue
  public String toString() {
    return word;
  }
}
