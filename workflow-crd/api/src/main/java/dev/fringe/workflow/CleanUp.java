package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;

/** When the scratch of a run (visibility store, partial images) is removed. */
public enum CleanUp {
  ALWAYS("Always"),
  ON_SUCCESS("OnSuccess"),
  NEVER("Never");

  private final String word;

  CleanUp(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String toString() {
    return word;
  }
}
