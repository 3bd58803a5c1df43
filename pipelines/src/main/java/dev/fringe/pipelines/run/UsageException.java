package dev.fringe.pipelines.run;

/**
 * What was asked for cannot be done as it was asked: the message says which field or option, its
 * value and what would be right.
 */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
