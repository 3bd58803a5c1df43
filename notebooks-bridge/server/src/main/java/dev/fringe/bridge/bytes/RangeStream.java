package dev.fringe.bridge.bytes;

import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A range of a file as a stream, read in pieces. Doesn't own the reader. */
public final class RangeStream extends InputStream {

  private static final int PIECE = 1 << 18;

  private final RangeReader reader;
  private final long end;
  private final byte[] piece;
  private long next;
  private int at;
  private int filled;

  /** The first {@code length} bytes. */
  public RangeStream(RangeReader reader, long length) {
    this(reader, 0, length);
  }

  /** The bytes from {@code from} to before {@code to}. */
  public RangeStream(RangeReader reader, long from, long to) {
    this.reader = reader;
    this.next = from;
    this.end = to;
    this.piece = new byte[Math.clamp(to - from, 1, PIECE)];
    reader.expect(from, to);
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(piece, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      int count = (int) Math.min(piece.length, end - next);
      if (count <= 0) {
        return false;
      }
      reader.readFully(next, ByteBuffer.wrap(piece, 0, count));
      next += count;
      at = 0;
      filled = count;
    }
    return true;
  }
}
