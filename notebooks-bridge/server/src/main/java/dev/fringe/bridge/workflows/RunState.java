package dev.fringe.bridge.workflows;

import java.util.Locale;

/** Where a run stands. */
public enum RunState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }

  /** As the API has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
