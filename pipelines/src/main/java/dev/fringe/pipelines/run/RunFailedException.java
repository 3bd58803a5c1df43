package dev.fringe.pipelines.run;

/** The work was begun and failed; started again, it goes on from the last finished step. */
public final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * With the message of the cause that lies deepest: what Flink and Beam wrap around it says
   * nothing to a user.
   *
   * @param scratch folder of the run, which a full disk's own message does not name
   */
  static RunFailedException because(Throwable failure, String scratch) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message =
        deepest.getMessage() == null || deepest instanceof Error
            ? deepest.toString()
            : deepest.getMessage();
    return new RunFailedException(
        "%s (the run's scratch is %s)".formatted(message, scratch), failure);
  }
}
