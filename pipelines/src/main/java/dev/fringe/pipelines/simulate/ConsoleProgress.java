package dev.fringe.pipelines.simulate;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress for people: a bar that moves on a terminal, a line for each tenth elsewhere. */
public final class ConsoleProgress implements Progress {

  private static final int BAR = 32;
  private static final long REDRAW_MILLIS = 150;

  private final PrintStream out;
  private final boolean terminal;
  private final String what;
  private final LongSupplier clockMillis;
  private final long started;
  private long drawn;
  private long tenths;

  ConsoleProgress(PrintStream out, boolean terminal, String what, LongSupplier clockMillis) {
    this.out = out;
    this.terminal = terminal;
    this.what = what;
    this.clockMillis = clockMillis;
    this.started = clockMillis.getAsLong();
    this.drawn = started;
  }

  /** On standard error, so that standard output holds results alone. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 still returns null where there is no terminal.
  public static ConsoleProgress of(String what) {
    Console console = System.console();
    return new ConsoleProgress(
        System.err, console != null && console.isTerminal(), what, System::currentTimeMillis);
  }

  @Override
  public void at(long done, long total) {
    long now = clockMillis.getAsLong();
    boolean finished = done >= total;
    if (terminal) {
      if (finished || now - drawn >= REDRAW_MILLIS) {
        drawn = now;
        draw(done, total, now);
      }
      return;
    }
    long tenth = 10 * done / Math.max(1, total);
    // Short work needs no lines; long work shows that it lives.
    if (tenth > tenths && (now - drawn >= 2000 || (finished && tenths > 0))) {
      tenths = tenth;
      drawn = now;
      out.printf(Locale.ROOT, "%s: %d %%%s%n", what, 100 * done / total, left(done, total, now));
    }
  }

  private void draw(long done, long total, long now) {
    int filled = (int) (BAR * done / Math.max(1, total));
    out.printf(
        Locale.ROOT,
        "\r%s [%s%s] %3d %%%s   %s",
        what,
        "#".repeat(filled),
        "-".repeat(BAR - filled),
        100 * done / Math.max(1, total),
        left(done, total, now),
        done >= total ? System.lineSeparator() : "");
    out.flush();
  }

  private String left(long done, long total, long now) {
    double seconds = (now - started) / 1e3;
    return done <= 0 || done >= total
        ? String.format(Locale.ROOT, ", %.1f s", seconds)
        : String.format(Locale.ROOT, ", %.0f s left", seconds * (total - done) / done);
  }
}
