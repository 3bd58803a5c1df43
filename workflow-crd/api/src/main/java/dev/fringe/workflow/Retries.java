package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.TimeSpan;
import java.time.Duration;

/** What happens after a failure that another attempt may not meet. */
public record Retries(
    @Field(
            about = "How often failed work is tried again; bad input never is",
            preset = "2",
            min = "0",
            max = "100")
        int limit,
    @Field(
            about =
                "On a cluster: the pause before the first further try; doubled before each next"
                    + " one, up to 1 h",
            preset = "30 s",
            min = "1 s",
            max = "1 h")
        TimeSpan backoff) {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The pause after so many failed attempts, of which there is at least one. */
  public Duration pauseAfter(int failedAttempts) {
    double seconds = backoff.seconds() * Math.pow(2, failedAttempts - 1.0);
    return seconds < LONGEST.toSeconds() ? TimeSpan.ofSeconds(seconds).toDuration() : LONGEST;
  }
}
