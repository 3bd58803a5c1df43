package dev.fringe.pipelines;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The servers that tests may use, as the scripts that start them tell. */
public final class Servers {

  private Servers() {}

  /** The value of an environment variable; without it the test is skipped, in so many words. */
  public static String needed(String variable) {
    String value = System.getenv(variable);
    assumeTrue(
        value != null && !value.isBlank(),
        () -> "skipped: no server (%s is not set); .ci/rucio-up starts it".formatted(variable));
    return value;
  }
}
