package dev.fringe.pipelines.elements;

import java.io.Serializable;
import java.time.Instant;

/**
 * Who asked for a run, and when.
 *
 * @param account the user's name on the machine that the run was started from
 * @param started when it was started first; a run that goes on after a kill keeps this
 */
public record Submission(String account, Instant started) implements Serializable {

  /** Name in the store. */
  public static final String NAME = "submission";

  /** By the user of this process, now. */
  public static Submission now() {
    return new Submission(System.getProperty("user.name", "unknown"), Instant.now());
  }
}
