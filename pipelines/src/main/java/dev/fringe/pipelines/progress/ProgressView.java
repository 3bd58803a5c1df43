package dev.fringe.pipelines.progress;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows a user how far a run has come: a bar on a terminal, a line for each stage elsewhere, and
 * every task's note as a line.
 */
public final class ProgressView {

  private static final long MILLIS_BETWEEN_LOOKS = 250;
  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean isTerminal;
  private final long startedMillis = System.currentTimeMillis();
  private boolean barIsShown;

  private ProgressView(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** On standard error; a bar if that, and standard output, are a terminal. */
  @SuppressWarnings(
      "SystemConsoleNull") // Which of null and not a terminal it is has changed twice.
  public static ProgressView ofThisProcess() {
    Console console = System.console();
    return new ProgressView(System.err, console != null && console.isTerminal());
  }

  /** Plain lines to a stream. */
  public static ProgressView lines(PrintStream out) {
    return new ProgressView(out, false);
  }

  /** Shows a line of its own. */
  public synchronized void line(String text) {
    clearBar();
    out.printf(
        Locale.ROOT, "%7.1f s  %s%n", seconds(System.currentTimeMillis() - startedMillis), text);
  }

  /** Looks at the reports again and again until closed. */
  public Watch watch(ProgressFolder folder) {
    return new Watch(folder);
  }

  /** A look-out on a run's reports. */
  public final class Watch implements AutoCloseable {
    private final ProgressFolder folder;
    private final Thread thread;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private volatile boolean isClosed;

    private Watch(ProgressFolder folder) {
      this.folder = folder;
      this.thread = Thread.ofPlatform().daemon().name("fringe-progress").start(this::watch);
    }

    private void watch() {
      while (!isClosed) {
        look();
        try {
          Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void look() {
      try {
        show(folder.reports());
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
        if (begun.add(stage.name) && !isTerminal) {
          line(stage.name + " ...");
        }
        if (stage.isComplete() && ended.add(stage.name) && isTerminal) {
          line("%s: %.1f s".formatted(stage.name, stage.seconds()));
        }
        current = stage;
      }
      if (isTerminal && current != null) {
        bar(current);
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
      synchronized (ProgressView.this) {
        clearBar();
      }
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

    double seconds() {
      return ProgressView.seconds(updatedMillis - startedMillis);
    }
  }

  private synchronized void bar(Stage stage) {
    double share = stage.total > 0 ? Math.min(1, (double) stage.done / stage.total) : 0;
    int full = (int) Math.round(share * BAR);
    double elapsed = seconds(System.currentTimeMillis() - stage.startedMillis);
    String left =
        share > 0.02 && share < 1
            ? String.format(Locale.ROOT, ", %.0f s left", elapsed * (1 - share) / share)
            : "";
    String count =
        stage.total > 0
            ? String.format(
                Locale.ROOT, "%s / %s %s", compact(stage.done), compact(stage.total), stage.unit)
            : "";
    out.printf(
        Locale.ROOT,
        "\r\u001b[K[%s%s] %-16s %s%s",
        "█".repeat(full),
        "░".repeat(BAR - full),
        stage.name,
        count,
        left);
    out.flush();
    barIsShown = true;
  }

  private void clearBar() {
    if (barIsShown) {
      out.print("\r\u001b[K");
      out.flush();
      barIsShown = false;
    }
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
