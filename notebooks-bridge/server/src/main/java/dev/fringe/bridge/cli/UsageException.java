package dev.fringe.bridge.cli;

/** Something that the user has to write differently. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
