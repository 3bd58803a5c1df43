package dev.fringe.bridge.web;

/**
 * Whoever asked is gone, or has half an answer that can't be completed: there is nobody to tell.
 */
public final class ClientGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ClientGoneException(Throwable cause) {
    super(cause);
  }
}
