package dev.fringe.rucio.auth;

import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.http.RetryPolicy;
import java.io.InterruptedIOException;

/** Counts the attempts of one sign-in, and waits between them. */
final class Attempts {

  private final RetryPolicy retries;
  private int count = 1;

  Attempts(RetryPolicy retries) {
    this.retries = retries;
  }

  int count() {
    return count;
  }

  boolean exhausted() {
    return count >= retries.attempts();
  }

  void pause() {
    try {
      Thread.sleep(retries.pauseMillis(count++));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RucioUnreachable("signing in was interrupted", false, new InterruptedIOException());
    }
  }
}
