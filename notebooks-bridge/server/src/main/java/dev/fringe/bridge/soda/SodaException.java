package dev.fringe.bridge.soda;

/** A cutout that can't be made, told as SODA 1.0 tells it: a kind and a text. */
final class SodaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  private SodaException(int status, String message) {
    super(message);
    this.status = status;
  }

  static SodaException usage(String message) {
    return new SodaException(400, "UsageError: " + message);
  }

  static SodaException several(String parameter) {
    return new SodaException(
        400,
        "MultiValuedParamNotSupported: %s has several values; /soda/async makes a cutout of each"
            .formatted(parameter));
  }

  static SodaException unknown(String message) {
    return new SodaException(404, "Error: " + message);
  }

  static SodaException tooLarge(String message) {
    return new SodaException(413, "UsageError: " + message);
  }

  static SodaException unreadable(String message) {
    return new SodaException(422, "Error: " + message);
  }

  int status() {
    return status;
  }
}
