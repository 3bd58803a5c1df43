package dev.fringe.storage;

import java.io.IOException;

/**
 * Data that cannot be used as it is. The message names the file, the card or field, its value and
 * what would be right.
 */
public final class BadDataException extends IOException {
  public BadDataException(String message) {
    super(message);
  }

  public BadDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
