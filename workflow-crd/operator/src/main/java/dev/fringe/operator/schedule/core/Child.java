package dev.fringe.operator.schedule.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A workflow of a schedule, as far as the schedule sees it.
 *
 * @param uid of this very one
 * @param version as it was seen
 * @param key of its batch
 * @param scheduled the time of the schedule that it was made at
 * @param outcome empty while it is not over
 * @param isHeld whether it is still held back, and not to be worked on
 * @param isDeleting whether somebody has deleted it
 * @param created when it was created
 */
public record Child(
    String name,
    String uid,
    String version,
    String key,
    Instant scheduled,
    Optional<Outcome> outcome,
    boolean isHeld,
    boolean isDeleting,
    Instant created) {

  /** How it ended. */
  public enum Outcome {
    SUCCEEDED,
    FAILED
  }

  /** Whether it waits or works. */
  public boolean isActive() {
    return outcome.isEmpty();
  }

  /** The same let go. */
  public Child released() {
    return new Child(name, uid, version, key, scheduled, outcome, false, isDeleting, created);
  }
}
