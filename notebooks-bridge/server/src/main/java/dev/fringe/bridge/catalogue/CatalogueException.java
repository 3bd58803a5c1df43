package dev.fringe.bridge.catalogue;

/** The catalogue can't be read or written. */
public sealed class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CatalogueException(String message, Throwable cause) {
    super(message, cause);
  }

  /** It can't at the moment; later it may. */
  public static final class Unavailable extends CatalogueException {
    private static final long serialVersionUID = 1;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
