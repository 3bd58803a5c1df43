package dev.fringe.rucio.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often, and after what pause. The n-th pause is drawn between half of and all of {@code first}
 * · 2ⁿ⁻¹, never longer than {@code longest}.
 *
 * @param attempts 1 or more; 1 means no retries
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

  /** Six attempts, pauses of up to 0.25, 0.5, 1, 2 and 4 s. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(6, Duration.ofMillis(250), Duration.ofSeconds(8));

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts %d should be 1 or more".formatted(attempts));
    }
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "pauses from %s to %s should be positive and rising".formatted(first, longest));
    }
  }

  /** The pause after that many failed attempts, in milliseconds. */
  public long pauseMillis(int failedAttempts) {
    final long most =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(failedAttempts - 1, 20));
    return most <= 1 ? most : ThreadLocalRandom.current().nextLong(most / 2, most + 1);
  }
}
