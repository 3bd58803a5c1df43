package dev.fringe.bridge.workflows;

/** A workflow that isn't taken, or isn't there; in words for the one who asked. */
public final class SubmissionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  SubmissionException(int status, String message) {
    super(message);
    this.status = status;
  }

  static SubmissionException unknown(String id) {
    return new SubmissionException(404, "there is no workflow \"" + id + "\" here");
  }

  int status() {
    return status;
  }
}
