package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.schedule.Batch;
import dev.fringe.workflow.schedule.NewFile;
import java.time.Instant;
import java.util.List;

/**
 * A batch that a workflow is to be made of.
 *
 * @param scheduled the time of the schedule that it is made at
 * @param files all of them
 */
public record Intention(Instant scheduled, List<NewFile> files) {

  public Intention {
    files = new Batch(files).files();
  }

  /** The batch. */
  public Batch batch() {
    return new Batch(files);
  }

  /** What tells it from others of the schedule. */
  public String key() {
    return batch().key();
  }

  /** About how many letters it takes to write it down. */
  int size() {
    return files.stream().mapToInt(file -> file.id().length() + 100).sum();
  }
}
