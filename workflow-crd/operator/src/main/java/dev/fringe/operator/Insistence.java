package dev.fringe.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an API server again, with growing pauses, for as long as it cannot be reached, has too much
 * to do (429) or is broken (5xx). What it refuses is not asked again.
 */
final class Insistence {
  private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final Consumer<Duration> pause;
  private final Consumer<String> failure;

  /**
   * @param pause waits
   * @param failure is told in words why there is no answer yet
   */
  Insistence(Consumer<Duration> pause, Consumer<String> failure) {
    this.pause = pause;
    this.failure = failure;
  }

  /** Waits by the machine's clock. */
  static Insistence ofThisProcess(Consumer<String> failure) {
    return new Insistence(Insistence::sleep, failure);
  }

  /** The answer, however long it takes. */
  <T> T answer(Supplier<T> question) {
    Duration next = FIRST_PAUSE;
    while (true) {
      try {
        return question.get();
      } catch (RuntimeException e) {
        if (!mayPass(e)) {
          throw e;
        }
        String words = "the API server does not answer: " + words(e);
        failure.accept(words);
        LOG.warn("{}; asked again in {} s", words, next.toSeconds());
        pause.accept(next);
        next =
            next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? next.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private static boolean mayPass(Throwable failure) {
    return switch (failure) {
      case null -> false;
      case KubernetesClientException e when e.getCode() > 0 ->
          e.getCode() == TOO_MANY_REQUESTS || e.getCode() >= SERVER_ERROR;
      case IOException _, TimeoutException _ -> true;
      default -> mayPass(failure.getCause());
    };
  }

  private static String words(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last instanceof KubernetesClientException e && e.getCode() > 0
        ? "status " + e.getCode()
        : last.getMessage() == null ? last.toString() : last.getMessage();
  }

  private static void sleep(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the API server", e);
    }
  }
}
