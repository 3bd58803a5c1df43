package dev.fringe.operator.core;

import dev.fringe.workflow.status.Progress;
import java.time.Instant;
import java.util.Optional;

/** How an attempt's job stands. */
public sealed interface JobState {

  /** Whether something of it may still run. */
  default boolean isAtWork() {
    return this instanceof Active || this instanceof Ending;
  }

  /**
   * It waits for a node, or works.
   *
   * @param progress how far it says it is; empty where it says nothing
   */
  record Active(Optional<Progress> progress) implements JobState {
    /** One that says nothing. */
    public Active() {
      this(Optional.empty());
    }
  }

  /** It is being deleted. */
  record Ending() implements JobState {}

  /**
   * It has done its work.
   *
   * @param report what it told at its end; empty if nothing
   */
  record Succeeded(Instant at, String report) implements JobState {}

  /** It has failed. */
  record Failed(Instant at, Failure failure, String message) implements JobState {}

  /** Why it failed, as far as that matters for what follows. */
  enum Failure {
    /** The workflow or its data are wrong: another attempt would meet the same. */
    USER_ERROR,
    /** The time was up. */
    DEADLINE,
    /** Another attempt may not meet it. */
    TRANSIENT;

    /** What a command's exit code says: 2 bad usage, 3 bad data, anything else may pass. */
    public static Failure ofExitCode(int exitCode) {
      return exitCode == 2 || exitCode == 3 ? USER_ERROR : TRANSIENT;
    }
  }
}
