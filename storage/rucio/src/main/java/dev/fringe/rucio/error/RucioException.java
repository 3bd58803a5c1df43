package dev.fringe.rucio.error;

/** A call of Rucio that failed. Its message never holds a password, a token or database text. */
public abstract sealed class RucioException extends RuntimeException
    permits RucioRefusal, RucioUnreachable, RucioAnswerException {

  private static final long serialVersionUID = 1L;

  RucioException(String message) {
    super(message);
  }

  RucioException(String message, Throwable cause) {
    super(message, cause);
  }
}
