package dev.fringe.pipelines.progress;

import dev.fringe.pipelines.console.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shows a user how far a run has come: a bar on a terminal, a line for each stage elsewhere, and
 * every task's note as a line.
 */
public final class ProgressView {

  private final Screen screen;
  private final long startedMillis = System.currentTimeMillis();
  private final AtomicReference<Optional<StageNow>> now = new AtomicReference<>(Optional.empty());

  private ProgressView(Screen screen) {
    this.screen = screen;
  }

  /** On standard error; a bar if that, and standard output, are a terminal. */
  public static ProgressView ofThisProcess() {
    return new ProgressView(Screen.ofThisProcess());
  }

  /** Plain lines to a stream. */
  public static ProgressView lines(PrintStream out) {
    return new ProgressView(Screen.lines(out));
  }

  /** The stage that was seen last. */
  public Optional<StageNow> now() {
    return now.get();
  }

  /** Shows a line of its own. */
  public void line(String text) {
    screen.line(
        String.format(
            Locale.ROOT, "%7.1f s  %s", seconds(System.currentTimeMillis() - startedMillis), text));
  }

  /** Looks at the reports again and again until closed. */
  public Watch watch(ProgressBoard board) {
    return new Watch(board);
  }

  /** A look-out on a run's reports. */
  public final class Watch implements AutoCloseable {
    private final ProgressBoard board;
    private final Thread thread;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private volatile boolean isClosed;

    private Watch(ProgressBoard board) {
      this.board = board;
      this.thread = Thread.ofPlatform().daemon().name("fringe-progress").start(this::watch);
    }

    private void watch() {
      while (!isClosed) {
        look();
        try {
          Thread.sleep(board.millisBetweenLooks());
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void look() {
      try {
        show(board.reports());
      } catch (IOException e) {
        // The next look may succeed; the work does not depend on it.
      }
    }

    private void show(List<TaskReport> reports) {
      Map<String, Stage> stages = new LinkedHashMap<>();
      for (TaskReport report : reports) {
        stages.computeIfAbsent(report.stage(), Stage::new).add(report);
        if (!report.note().isEmpty()
            && !report.note().equals(notes.put(report.stage() + report.task(), report.note()))) {
          line(report.note());
        }
      }
      Stage current = null;
      for (Stage stage : stages.values()) {
        if (begun.add(stage.name) && !screen.isTerminal()) {
          line(stage.name + " ...");
        }
        if (stage.isComplete() && ended.add(stage.name) && screen.isTerminal()) {
          line("%s: %.1f s".formatted(stage.name, stage.seconds()));
        }
        current = stage;
      }
      if (current != null) {
        now.set(Optional.of(new StageNow(current.name, current.share())));
        if (screen.isTerminal()) {
          bar(current);
        }
      }
    }

    @Override
    public void close() {
      isClosed = true;
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      look();
      screen.clear();
    }
  }

  /** The reports of one stage, added up. */
  private static final class Stage {
    private final String name;
    private long done;
    private long total;
    private String unit = "";
    private long startedMillis = Long.MAX_VALUE;
    private long updatedMillis;
    private boolean running;

    Stage(String name) {
      this.name = name;
    }

    void add(TaskReport report) {
      done += report.done();
      total += report.total();
      unit = report.unit().isEmpty() ? unit : report.unit();
      startedMillis = Math.min(startedMillis, report.startedMillis());
      updatedMillis = Math.max(updatedMillis, report.updatedMillis());
      running |= !report.finished();
    }

    boolean isComplete() {
      return !running;
    }

    double share() {
      return total > 0 ? Math.min(1, (double) done / total) : 0;
    }

    double seconds() {
      return ProgressView.seconds(updatedMillis - startedMillis);
    }
  }

  private void bar(Stage stage) {
    double share = stage.share();
    double elapsed = seconds(System.currentTimeMillis() - stage.startedMillis);
    String count =
        stage.total > 0
            ? String.format(
                Locale.ROOT, "%s / %s %s", compact(stage.done), compact(stage.total), stage.unit)
            : "";
    screen.bar(
        share,
        String.format(Locale.ROOT, "%-16s %s%s", stage.name, count, Screen.left(share, elapsed)));
  }

  private static double seconds(long millis) {
    return millis / 1000.0;
  }

  private static String compact(long number) {
    if (number >= 10_000_000) {
      return String.format(Locale.ROOT, "%.1f M", number / 1e6);
    }
    return number >= 10_000
        ? String.format(Locale.ROOT, "%.0f k", number / 1e3)
        : Long.toString(number);
  }
}
