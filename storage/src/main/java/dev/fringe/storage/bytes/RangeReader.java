package dev.fringe.storage.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file or object read by ranges of bytes. Safe for use by several threads at once: no call moves
 * a position that another could see.
 */
public interface RangeReader extends AutoCloseable {

  /** Length in bytes, as it was at opening. */
  long size();

  /**
   * Fills what remains of {@code target} with the bytes from {@code position} on. One call is one
   * request to the store, so ask for what is needed in one piece.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void readFully(long position, ByteBuffer target) throws IOException;

  /** Fills {@code target} with the bytes from {@code position} on. */
  default void readFully(long position, byte[] target) throws IOException {
    readFully(position, ByteBuffer.wrap(target));
  }

  /**
   * Tells that the bytes of {@code [from, to)} will be read next, in their order, so that a reader
   * of a distant store can fetch them ahead. A hint: bytes outside can be read at any time.
   */
  default void expect(long from, long to) {
    // Most stores are near.
  }

  /** What messages call it: a path or an address. */
  String description();

  @Override
  void close() throws IOException;
}
