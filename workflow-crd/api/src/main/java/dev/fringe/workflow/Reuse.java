package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether finished work may stand for work that is asked for. */
public enum Reuse {
  ALLOWED("Allowed"),
  NEVER("Never");

  private final String word;

  Reuse(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String toString() {
    return word;
  }
}
