package dev.fringe.storage.lake;

import java.time.Duration;
import java.util.Optional;

/**
 * What a publisher asks for: so many copies of every file at RSEs of a kind, for so long.
 *
 * @param rses where
 * @param copies RSEs that hold all files, at least 1
 * @param lifetime after which the rule protects nothing any more; empty for ever
 */
public record RuleRequest(RseExpression rses, int copies, Optional<Duration> lifetime) {

  public RuleRequest {
    if (copies < 1) {
      throw new IllegalArgumentException("copies is " + copies + ", but must be at least 1");
    }
    lifetime.ifPresent(
        duration -> {
          if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                "lifetime is " + duration + ", but must be longer than 0");
          }
        });
  }

  /** Copies that are kept until the rule is taken away. */
  public static RuleRequest of(String rseExpression, int copies) {
    return new RuleRequest(RseExpression.parse(rseExpression), copies, Optional.empty());
  }

  public static RuleRequest of(String rseExpression, int copies, Duration lifetime) {
    return new RuleRequest(RseExpression.parse(rseExpression), copies, Optional.of(lifetime));
  }
}
