package dev.fringe.pipelines.console;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/** Progress for people: a bar that moves on a terminal, a line for each tenth elsewhere. */
public final class ConsoleProgress implements Progress {

  private static final long REDRAW_MILLIS = 150;
  private static final long MILLIS_BETWEEN_LINES = 2000;

  private final Screen screen;
  private final String what;
  private final BiFunction<Long, Long, String> counts;
  private final LongSupplier clockMillis;
  private final long started;
  private long drawn;
  private long tenths;
  private boolean ended;

  ConsoleProgress(
      Screen screen, String what, BiFunction<Long, Long, String> counts, LongSupplier clockMillis) {
    this.screen = screen;
    this.what = what;
    this.counts = counts;
    this.clockMillis = clockMillis;
    this.started = clockMillis.getAsLong();
    this.drawn = started;
  }

  /** Of units that need no name. */
  public static ConsoleProgress of(String what) {
    return new ConsoleProgress(
        Screen.ofThisProcess(), what, (done, total) -> "", System::currentTimeMillis);
  }

  /** Of bytes. */
  public static ConsoleProgress ofBytes(Screen screen, String what) {
    return new ConsoleProgress(
        screen,
        what,
        (done, total) -> " " + ByteCount.of(done) + " / " + ByteCount.of(total),
        System::currentTimeMillis);
  }

  @Override
  public synchronized void at(long done, long total) {
    long now = clockMillis.getAsLong();
    boolean finished = done >= total;
    if (ended) {
      return;
    }
    ended = finished;
    double share = (double) done / Math.max(1, total);
    if (screen.isTerminal()) {
      if (finished || now - drawn >= REDRAW_MILLIS) {
        drawn = now;
        screen.bar(share, text(done, total, now));
      }
      if (finished) {
        screen.clear();
        screen.line("%s: %s".formatted(what, taken(now)));
      }
      return;
    }
    long tenth = 10 * done / Math.max(1, total);
    // Short work needs no lines; long work shows that it lives.
    if (tenth > tenths && (now - drawn >= MILLIS_BETWEEN_LINES || (finished && tenths > 0))) {
      tenths = tenth;
      drawn = now;
      screen.line(text(done, total, now) + (finished ? ", " + taken(now) : ""));
    }
  }

  private String text(long done, long total, long now) {
    return String.format(
        Locale.ROOT,
        "%s: %d %%%s%s",
        what,
        100 * done / Math.max(1, total),
        counts.apply(done, total),
        Screen.left((double) done / Math.max(1, total), seconds(now)));
  }

  private String taken(long now) {
    return String.format(Locale.ROOT, "%.1f s", seconds(now));
  }

  private double seconds(long now) {
    return (now - started) / 1e3;
  }
}
