package dev.fringe.pipelines.progress;

import java.time.Instant;

/**
 * When a stage was worked on: from the first of its tasks to the last.
 *
 * @param stage its name
 */
public record StageTime(String stage, Instant started, Instant ended) {

  public double seconds() {
    return (ended.toEpochMilli() - started.toEpochMilli()) / 1000.0;
  }
}
