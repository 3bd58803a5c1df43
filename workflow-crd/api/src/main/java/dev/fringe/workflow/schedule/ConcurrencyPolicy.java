package dev.fringe.workflow.schedule;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a time of the schedule does while workflows of an earlier one are not over. */
public enum ConcurrencyPolicy {
  ALLOW("Allow"),
  FORBID("Forbid"),
  REPLACE("Replace");

  private final String word;

  ConcurrencyPolicy(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String toString() {
    return word;
  }
}
