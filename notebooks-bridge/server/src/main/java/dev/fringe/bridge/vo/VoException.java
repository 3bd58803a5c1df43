package dev.fringe.bridge.vo;

/** A request that can't be answered, told as DALI tells errors: in a VOTable. */
public final class VoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  public VoException(int status, String message) {
    super(message);
    this.status = status;
  }

  public static VoException badRequest(String message) {
    return new VoException(400, message);
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }
}
