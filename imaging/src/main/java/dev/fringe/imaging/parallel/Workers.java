package dev.fringe.imaging.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share out numbered pieces of work.
 *
 * <p>The calling thread is one of them, so {@link #single()} starts no thread at all. An instance
 * may be used by one caller at a time. Threads are daemons and end on {@link #close()}.
 */
public final class Workers implements AutoCloseable {

  private final int threads;
  private final ExecutorService helpers;

  private Workers(int threads) {
    this.threads = threads;
    this.helpers =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1, Thread.ofPlatform().daemon().name("fringe-worker-", 0).factory());
  }

  /** The calling thread alone. */
  public static Workers single() {
    return new Workers(1);
  }

  /**
   * @param threads how many pieces run at the same time, the calling thread included; at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", but must be at least 1");
    }
    return new Workers(threads);
  }

  /** One thread for each processor that the JVM may use. */
  public static Workers all() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  public int threads() {
    return threads;
  }

  /**
   * Calls {@code piece} once for every index in {@code [0, pieces)}, in no order, and returns when
   * all have ended. The first failure is thrown after the others have stopped.
   */
  public void forEach(int pieces, IntConsumer piece) {
    if (threads == 1 || pieces <= 1) {
      for (int i = 0; i < pieces; i++) {
        piece.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
              piece.accept(i);
            }
          } catch (Throwable t) {
            next.set(pieces);
            throw t;
          }
        };
    List<Future<?>> running = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      running.add(helpers.submit(share));
    }
    Throwable failure = null;
    try {
      share.run();
    } catch (Throwable t) {
      failure = t;
    }
    for (Future<?> future : running) {
      try {
        future.get();
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        next.set(pieces);
        failure = failure == null ? e : failure;
      }
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdownNow();
    }
  }
}
