package dev.fringe.storage.objects.http;

import java.io.IOException;
import java.time.Duration;

/** A failure that may be gone a moment later. */
public final class TransientException extends IOException {
  private final long retryAfterMillis;

  /**
   * @param retryAfter how long the server asks to wait; zero if it doesn't
   */
  public TransientException(String message, Duration retryAfter) {
    super(message);
    this.retryAfterMillis = retryAfter.toMillis();
  }

  Duration retryAfter() {
    return Duration.ofMillis(retryAfterMillis);
  }
}
