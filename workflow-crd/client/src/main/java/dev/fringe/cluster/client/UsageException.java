package dev.fringe.cluster.client;

/** Something that the user has to write differently. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
