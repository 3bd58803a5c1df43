package dev.fringe.bridge.catalogue;

/** The catalogue can't be read or written. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CatalogueException(String message, Throwable cause) {
    super(message, cause);
  }
}
