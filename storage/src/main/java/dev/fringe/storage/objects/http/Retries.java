package dev.fringe.storage.objects.http;

import dev.fringe.storage.objects.ChecksumMismatchException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may succeed a moment later: 0.25 s · 2^n, half of it by chance, at most 20 s, or
 * as long as the server asks. Thread-safe.
 *
 * @param attempts how often in all
 * @param first the longest wait after the first failure
 * @param silence how long a server may send nothing
 * @param pause waits
 */
public record Retries(int attempts, Duration first, Duration silence, Pause pause) {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** How waiting is done; tests do it without. */
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** What may be tried again. */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * @param number of this attempt, from 1
     */
    T run(int number) throws IOException;
  }

  /** Some seconds of patience: a server that restarts is waited for, one that is gone is not. */
  public static Retries usual() {
    return new Retries(6, Duration.ofMillis(250), Duration.ofSeconds(60), Thread::sleep);
  }

  /**
   * Runs until it succeeds, fails for good, or has failed too often.
   *
   * @throws IOException the last failure
   */
  public <T> T call(String what, Attempt<T> attempt) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return attempt.run(number);
      } catch (IOException failure) {
        if (number >= attempts || !isTransient(failure)) {
          throw failure;
        }
        Duration wait = waitAfter(number, failure);
        LOG.info(
            "{}: {}; attempt {} of {} in {} ms",
            what,
            failure.getMessage(),
            number + 1,
            attempts,
            wait.toMillis());
        sleep(wait, failure);
      }
    }
  }

  /** Whether a failure may be gone when it is tried again. */
  public static boolean isTransient(IOException failure) {
    return switch (failure) {
      case TransientException t -> true;
      case SocketTimeoutException t -> true;
      case InterruptedIOException t -> false;
      case FileSystemException t -> false;
      case ChecksumMismatchException t -> false;
      case StoreException t -> false;
      case SSLHandshakeException t -> false;
      case SSLPeerUnverifiedException t -> false;
      default -> true;
    };
  }

  private Duration waitAfter(int number, IOException failure) {
    if (failure instanceof TransientException told && told.retryAfter().isPositive()) {
      return told.retryAfter();
    }
    long longest = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(number - 1, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  private void sleep(Duration wait, IOException failure) throws IOException {
    try {
      pause.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting");
      interrupted.addSuppressed(failure);
      throw interrupted;
    }
  }
}
