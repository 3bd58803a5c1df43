package dev.fringe.rucio.error;

/** No answer came, after all the retries that the call allows. */
public final class RucioUnreachable extends RucioException {

  private static final long serialVersionUID = 1L;

  private final boolean maybeDone;

  /**
   * @param maybeDone whether the server may have done what it was asked to, the answer being lost
   */
  public RucioUnreachable(String message, boolean maybeDone, Throwable cause) {
    super(message, cause);
    this.maybeDone = maybeDone;
  }

  public RucioUnreachable(String message, boolean maybeDone) {
    super(message);
    this.maybeDone = maybeDone;
  }

  /** Whether the server may have done it all the same: look before asking again. */
  public boolean maybeDone() {
    return maybeDone;
  }
}
