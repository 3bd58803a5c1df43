package dev.fringe.storage.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * Whether downloads are sent on to where the bytes are.
 *
 * @param areOn whether any are
 * @param lifetime of a signed address
 * @param endpoint where clients see the S3 server, {@code https://host:port}; empty for where the
 *     service itself sees it
 */
public record Redirects(boolean areOn, Duration lifetime, String endpoint) implements Serializable {

  /** Of addresses to bytes that are not everybody's. */
  public static final Duration LONGEST_OF_CLOSED = Duration.ofMinutes(1);

  static final Duration USUAL = Duration.ofMinutes(5);
  static final Duration LONGEST = Duration.ofHours(1);

  /** All bytes pass through the service. */
  public static Redirects none() {
    return new Redirects(false, USUAL, "");
  }
}
