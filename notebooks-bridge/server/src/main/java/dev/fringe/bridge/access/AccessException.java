package dev.fringe.bridge.access;

/** Somebody may not have what they asked for; the message says why, and never holds a token. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final boolean isTokenBad;

  private AccessException(int status, boolean isTokenBad, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.isTokenBad = isTokenBad;
  }

  static AccessException signIn(String message) {
    return new AccessException(401, false, message, null);
  }

  static AccessException refused(String message) {
    return new AccessException(403, false, message, null);
  }

  static AccessException badToken(String message, Throwable cause) {
    return new AccessException(401, true, message, cause);
  }

  static AccessException noKeys(Throwable cause) {
    return new AccessException(
        503, false, "the keys of the tokens' issuer cannot be had now: try again later", cause);
  }

  static AccessException noIssuer(Throwable cause) {
    return new AccessException(
        503, false, "the tokens' issuer cannot be reached now: try again later", cause);
  }

  static AccessException tooMany(String message) {
    return new AccessException(429, false, message, null);
  }

  /** 401, 403, 429 or 503. */
  public int status() {
    return status;
  }

  /** Whether a token was sent, and is no good. */
  boolean isTokenBad() {
    return isTokenBad;
  }
}
