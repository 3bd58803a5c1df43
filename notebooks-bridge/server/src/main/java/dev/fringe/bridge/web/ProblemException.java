package dev.fringe.bridge.web;

/** A request that can't be answered, and why, in words for the one who made it. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  public ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, detail);
  }

  public static ProblemException notFound(String detail) {
    return new ProblemException(404, detail);
  }

  public int status() {
    return status;
  }
}
