package dev.fringe.storage.lake;

/** How long a publisher waits for its rules. */
public enum Wait {
  /** Not at all: what was published is complete, and has one copy. */
  NONE,
  /** Until every rule has one copy of every file where it wants them. */
  FIRST_COPY,
  /** Until every copy of every rule is there. */
  ALL
}
