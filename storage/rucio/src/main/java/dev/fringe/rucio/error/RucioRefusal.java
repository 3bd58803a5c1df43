package dev.fringe.rucio.error;

/** The server answered, and said no. What it means is told by {@link #kind}, not by the status. */
public final class RucioRefusal extends RucioException {

  private static final long serialVersionUID = 1L;

  private final RefusalKind kind;
  private final String exceptionClass;
  private final int status;

  /**
   * @param call what was asked, such as {@code POST /rules/}
   * @param status the HTTP status, which Rucio does not always choose well
   * @param exceptionClass the server's ExceptionClass, empty where it gave none
   * @param message the server's message, already {@linkplain ServerText#safe safe} to show
   */
  public RucioRefusal(String call, int status, String exceptionClass, String message) {
    super(
        "%s was refused: %s (%s)"
            .formatted(
                call,
                message.isEmpty() ? "no reason given" : message,
                exceptionClass.isEmpty() ? "HTTP " + status : exceptionClass));
    this.kind = RefusalKind.of(exceptionClass, status);
    this.exceptionClass = exceptionClass;
    this.status = status;
  }

  public RefusalKind kind() {
    return kind;
  }

  /** Whether this is a refusal of that kind. */
  public boolean is(RefusalKind other) {
    return kind == other;
  }

  /** Rucio's own name of the error, such as {@code DuplicateRule}; empty where it gave none. */
  public String exceptionClass() {
    return exceptionClass;
  }

  /** The HTTP status; 200 where the error came in the middle of a stream. */
  public int status() {
    return status;
  }
}
