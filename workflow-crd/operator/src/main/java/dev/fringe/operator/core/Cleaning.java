package dev.fringe.operator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides how what a deleted workflow has left at its scratch is removed: by one job, which is
 * waited for, but not for ever.
 */
public final class Cleaning {
  /** How often a cleaning that failed is tried again. */
  public static final int RETRIES = 2;

  /** How long a job may take with all its tries, or be refused by the cluster. */
  public static final Duration LIMIT = Duration.ofMinutes(10);

  /** Within this time a cluster tells that a job has taken too long. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration PLACE_AGAIN = Duration.ofSeconds(5);

  private Cleaning() {}

  /** What is to be done. */
  public sealed interface Step {

    /** Nothing is left. */
    record Done() implements Step {}

    /** Creates the job, unless it is there. */
    record Launch() implements Step {}

    /** Looks again, if nothing changes before. */
    record Wait(Duration again) implements Step {}

    /** Lets the workflow go, and tells what is left. */
    record GiveUp(String why) implements Step {}
  }

  /**
   * The job, as the cluster tells it now.
   *
   * @param since when it was created
   */
  public record CleaningJob(Instant since, JobState state) {}

  /**
   * The next step for a workflow whose own jobs have ended.
   *
   * @param hasPlace whether one more job may be launched now
   */
  public static Step next(Optional<CleaningJob> job, boolean hasPlace, Instant now) {
    if (job.isEmpty()) {
      return hasPlace ? new Step.Launch() : new Step.Wait(PLACE_AGAIN);
    }
    return switch (job.get().state()) {
      case JobState.Succeeded _ -> new Step.Done();
      case JobState.Failed(_, _, String message) -> new Step.GiveUp(message);
      case JobState.Ending _ -> new Step.Wait(PLACE_AGAIN);
      case JobState.Active _ ->
          now.isBefore(job.get().since().plus(LIMIT).plus(GRACE))
              ? new Step.Wait(LOOK_AGAIN)
              : new Step.GiveUp(
                  "its job has not ended within %d minutes"
                      .formatted(LIMIT.plus(GRACE).toMinutes()));
    };
  }

  /**
   * The next step where the cluster refuses the job.
   *
   * @param isFinal whether it will go on to, as where the namespace itself is being deleted
   * @param deleted when the workflow was
   */
  public static Step refused(String message, boolean isFinal, Instant deleted, Instant now) {
    return isFinal || !now.isBefore(deleted.plus(LIMIT))
        ? new Step.GiveUp("the cluster refuses its job: " + message)
        : new Step.Wait(LOOK_AGAIN);
  }
}
