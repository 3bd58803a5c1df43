package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A reader who lists a dataset again and again, and notes whenever it is there but not whole. */
final class Watcher implements AutoCloseable {

  private final Trial trial;
  private final List<String> looks = new CopyOnWriteArrayList<>();
  private final List<String> half = new CopyOnWriteArrayList<>();
  private final Semaphore looked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean ended;

  private Watcher(Trial trial) {
    this.trial = trial;
    this.thread = Thread.ofPlatform().daemon().name("watcher").start(this::watch);
  }

  /** Starts to look, and has looked once. */
  static Watcher of(Trial trial) throws InterruptedException {
    Watcher watcher = new Watcher(trial);
    watcher.looked.acquire();
    return watcher;
  }

  private void watch() {
    try (RucioDataLake lake = RucioServer.lake(Step.Listener.NONE)) {
      boolean seen = false;
      while (!ended) {
        boolean there = lake.datasets(trial.scope()).contains(trial.dataset());
        if (there) {
          trial.assertWhole(lake);
        } else if (seen) {
          half.add("it was there, and is gone");
        }
        seen = there;
        looks.add(there ? "whole" : "absent");
        looked.release();
      }
    } catch (IOException | RuntimeException | AssertionError failure) {
      half.add(failure.toString());
    } finally {
      looked.release(2);
    }
  }

  /** Looks until it has seen what is there now, and ends; fails if ever half of it was there. */
  void assertNeverHalf() throws InterruptedException {
    looked.drainPermits();
    looked.acquire(2);
    close();
    thread.join();
    assertEquals(List.of(), half);
    assertEquals("absent", looks.getFirst());
    assertEquals("whole", looks.getLast());
  }

  @Override
  public void close() {
    ended = true;
  }
}
