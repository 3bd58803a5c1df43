package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;

/** How long a run waits, once its products are published, for the copies that its rules ask for. */
public enum PublishWait {
  NONE("none"),
  FIRST_COPY("first-copy"),
  ALL("all");

  private final String word;

  PublishWait(String word) {
    this.word = word;
  }

  @Override
  @JsonValue
  public String toString() {
    return word;
  }
}
