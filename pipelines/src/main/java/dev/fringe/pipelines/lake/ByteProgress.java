package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ConsoleProgress;
import dev.fringe.pipelines.console.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Adds up the bytes that several threads tell of, and shows them until it is closed. */
final class ByteProgress implements LongConsumer, AutoCloseable {

  private final Screen screen;
  private final ConsoleProgress view;
  private final long total;
  private final AtomicLong done = new AtomicLong();

  private ByteProgress(Screen screen, ConsoleProgress view, long total) {
    this.screen = screen;
    this.view = view;
    this.total = total;
  }

  static ByteProgress of(Screen screen, String what, long total) {
    return new ByteProgress(screen, ConsoleProgress.ofBytes(screen, what), total);
  }

  @Override
  public void accept(long bytes) {
    long now = done.addAndGet(bytes);
    if (total > 0) {
      view.at(Math.min(now, total), total);
    }
  }

  /** Takes the bar away: work that failed does not reach the end. */
  @Override
  public void close() {
    screen.clear();
  }
}
