package dev.fringe.bridge.workflows;

import java.util.concurrent.TimeUnit;

/** Counts changes, and lets others wait for the next one. */
final class Changes {

  private long version;

  synchronized void happened() {
    version++;
    notifyAll();
  }

  synchronized long version() {
    return version;
  }

  /** Waits until {@link #version} is another than was seen, for some time at most. */
  synchronized void await(long seen, long milliseconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    while (version == seen) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
