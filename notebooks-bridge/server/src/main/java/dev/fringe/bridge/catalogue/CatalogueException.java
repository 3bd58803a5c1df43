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

    /**
     * Of a database.
     *
     * @param message with its words, which are not for everybody
     */
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }

    /** Of a catalogue that is still being made, in words for whoever asks. */
    public Unavailable(String message) {
      super(message, null);
    }

    /** What may be told to whoever asks. */
    public String words() {
      return getCause() == null ? getMessage() : "the index cannot be reached at the moment";
    }
  }
}
