package dev.fringe.storage.objects;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** The servers that tests may use, as the scripts that start them tell. */
public final class Servers {

  private Servers() {}

  /** The value of an environment variable; without it the test is skipped, in so many words. */
  public static String needed(String variable, String what, String script) {
    Optional<String> value = Optional.ofNullable(System.getenv(variable));
    assumeTrue(
        value.isPresent(),
        () -> "skipped: no %s (%s is not set); %s starts one".formatted(what, variable, script));
    return value.orElseThrow();
  }
}
