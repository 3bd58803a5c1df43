package dev.fringe.pipelines.progress;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Tells how far one task has come, at most a few times a second, and once more when it ends.
 * Reports are for people: one that cannot be written is left out, and does not stop the work.
 */
public final class TaskReporter implements AutoCloseable {

  /** Where reports go. */
  @FunctionalInterface
  public interface Sink {
    void write(TaskReport report) throws IOException;
  }

  private final Sink sink;
  private final String stage;
  private final String task;
  private final String unit;
  private final long total;
  private final long startedMillis;
  private final Consumer<IOException> onFailure;
  private final long millisBetween;
  private long done;
  private long writtenMillis;
  private String note = "";

  public TaskReporter(
      Sink sink,
      Consumer<IOException> onFailure,
      long millisBetween,
      String stage,
      String task,
      long total,
      String unit) {
    this.sink = sink;
    this.onFailure = onFailure;
    this.millisBetween = millisBetween;
    this.stage = stage;
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.startedMillis = System.currentTimeMillis();
    write(false);
  }

  /** So many units more are done. */
  public void advance(long units) {
    reach(done + units);
  }

  /** So many units are done in all. */
  public void reach(long units) {
    done = units;
    if (System.currentTimeMillis() - writtenMillis >= millisBetween) {
      write(false);
    }
  }

  /** What was decided or found: shown to the user as a line. */
  public void note(String line) {
    note = line;
    write(false);
  }

  @Override
  public void close() {
    write(true);
  }

  private void write(boolean finished) {
    writtenMillis = System.currentTimeMillis();
    try {
      sink.write(
          new TaskReport(
              stage, task, done, total, unit, startedMillis, writtenMillis, finished, note));
    } catch (IOException e) {
      onFailure.accept(e);
    }
  }
}
