package dev.fringe.bridge.flight;

import org.apache.arrow.flight.CallStatus;

/** A call that can't be answered, with the status and the words that its caller is told. */
final class RequestException extends RuntimeException {
  private final transient CallStatus status;

  private RequestException(CallStatus status, String message) {
    super(message);
    this.status = status.withDescription(message);
  }

  /**
   * A field that holds something else than it should.
   *
   * @param field its path in the request
   * @param value as it was given
   * @param right what would be right
   */
  static RequestException invalid(String field, Object value, String right) {
    String shown = String.valueOf(value);
    return new RequestException(
        CallStatus.INVALID_ARGUMENT,
        "%s = %s: %s"
            .formatted(
                field, shown.length() > 100 ? shown.substring(0, 100) + "..." : shown, right));
  }

  static RequestException invalid(String message) {
    return new RequestException(CallStatus.INVALID_ARGUMENT, message);
  }

  static RequestException of(CallStatus status, String message) {
    return new RequestException(status, message);
  }

  CallStatus status() {
    return status;
  }
}
