package dev.fringe.rucio.error;

/** An answer that is not whole, too large, or not what Rucio answers. */
public final class RucioAnswerException extends RucioException {

  private static final long serialVersionUID = 1L;

  public RucioAnswerException(String message) {
    super(message);
  }

  public RucioAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
