package dev.fringe.storage.objects.http;

import dev.fringe.storage.objects.StoreFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

/** What an HTTP status means for an object. */
public final class Statuses {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private Statuses() {}

  /**
   * The failure that a status tells.
   *
   * @param what the object's address
   * @param detail the server's own short word on it, without secrets; may be empty
   * @param retryAfter the header, in seconds; anything else is as if it weren't there
   */
  public static IOException failure(String what, int status, String detail, String retryAfter) {
    String told = detail.isBlank() ? "status " + status : "status %d, %s".formatted(status, detail);
    return switch (status) {
      case 404, 410 -> new NoSuchFileException(what, null, "no such object (" + told + ")");
      case 401, 403 -> new AccessDeniedException(what, null, "no permission (" + told + ")");
      case 412 -> new ReplacedException(what + " was replaced while it was read (" + told + ")");
      case 507 -> new StoreFullException(what);
      case 408, 425, 429, 500, 502, 503, 504 ->
          new TransientException("%s: %s".formatted(what, told), seconds(retryAfter));
      default -> new StoreException("%s: %s".formatted(what, told));
    };
  }

  private static Duration seconds(String retryAfter) {
    if (!retryAfter.matches("\\d{1,6}")) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }
}
