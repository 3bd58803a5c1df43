package dev.fringe.pipelines.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what another process does: looks again and again, and gives up at a deadline. */
final class Patience {

  private static final long MILLIS_BETWEEN_LOOKS = 50;

  private Patience() {}

  /**
   * Waits until a look finds something.
   *
   * @param what is waited for, in words
   * @param look may throw while the other side is not yet there
   * @param evidence told if it never comes
   */
  static <T> T await(
      String what, Duration atMost, Callable<Optional<T>> look, Supplier<String> evidence)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    Exception lastFailure = null;
    do {
      try {
        Optional<T> found = look.call();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        lastFailure = e;
      }
      TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
    } while (System.nanoTime() < deadline);
    throw new AssertionError(
        "%s: not within %s%n%s".formatted(what, atMost, evidence.get()), lastFailure);
  }
}
