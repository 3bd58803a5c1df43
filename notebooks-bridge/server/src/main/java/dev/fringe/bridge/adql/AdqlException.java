package dev.fringe.bridge.adql;

/** A query that isn't ADQL, or asks for what isn't there. */
public final class AdqlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AdqlException(String message) {
    super(message);
  }

  static AdqlException notAdql(String what) {
    return new AdqlException(what + " is not part of the ADQL that is understood here");
  }
}
