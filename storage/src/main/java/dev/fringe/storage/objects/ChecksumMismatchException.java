package dev.fringe.storage.objects;

import dev.fringe.storage.bytes.Checksums;
import java.io.IOException;

/** Bytes are not those that were expected. Trying again does not help. */
public final class ChecksumMismatchException extends IOException {

  public ChecksumMismatchException(String message) {
    super(message);
  }

  /**
   * Compares what passed by with what should have.
   *
   * @param what a path or address, for the message
   */
  public static void check(String what, Checksums expected, Checksums actual)
      throws ChecksumMismatchException {
    if (!expected.equals(actual)) {
      throw new ChecksumMismatchException(
          "%s has %s, expected %s".formatted(what, told(actual), told(expected)));
    }
  }

  private static String told(Checksums sums) {
    return "%d bytes (adler32 %s, md5 %s)".formatted(sums.bytes(), sums.adler32(), sums.md5());
  }
}
