package dev.fringe.bridge.uws;

/** How far a job is. */
public enum Phase {
  PENDING,
  QUEUED,
  EXECUTING,
  COMPLETED,
  ERROR,
  ABORTED;

  /** Whether it will go on by itself. */
  public boolean isActive() {
    return this == QUEUED || this == EXECUTING;
  }
}
