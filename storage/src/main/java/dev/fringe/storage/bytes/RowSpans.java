package dev.fringe.storage.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The wanted bytes of rows that follow each other in a file: the head of each row, and one span
 * behind it. Gaps between wanted bytes are skipped where that is worth a further request.
 *
 * @param rowBytes distance of rows
 * @param headBytes wanted from the row's begin on
 * @param from first byte of the span, not before the end of the head
 * @param to byte after the span
 */
public record RowSpans(int rowBytes, int headBytes, int from, int to) {
  /** Reading this much more is as quick as a request more, even from a near disk. */
  private static final int SMALLEST_GAP = 1 << 15;

  private static final int LARGEST_RUN = 1 << 20;

  public RowSpans {
    if (headBytes < 0 || from < headBytes || to < from || rowBytes < to) {
      throw new IllegalArgumentException(
          "a row of %d bytes has no head of %d and span from %d to %d"
              .formatted(rowBytes, headBytes, from, to));
    }
  }

  /** Every byte of every row. */
  public static RowSpans whole(int rowBytes) {
    return new RowSpans(rowBytes, rowBytes, rowBytes, rowBytes);
  }

  /** Distance of rows once they are packed: head and span in turn. */
  public int packedBytes() {
    return headBytes + to - from;
  }

  /**
   * Reads rows, packed.
   *
   * @param position of the first row in the file
   * @param target takes {@code rows · packedBytes()} bytes from its begin on
   */
  public void read(RangeReader file, long position, int rows, byte[] target) throws IOException {
    if (packedBytes() == rowBytes) {
      file.readFully(position, ByteBuffer.wrap(target, 0, Math.multiplyExact(rows, rowBytes)));
      return;
    }
    Gather gather = new Gather(file, position, target);
    for (int row = 0; row < rows; row++) {
      long start = (long) row * rowBytes;
      gather.add(start, headBytes);
      gather.add(start + from, to - from);
    }
    gather.fetch();
  }

  /** Collects wanted pieces into runs, and reads each run by one request. */
  private static final class Gather {
    private final RangeReader file;
    private final long position;
    private final byte[] target;
    private long[] starts = new long[64];
    private int[] lengths = new int[64];
    private byte[] run = new byte[0];
    private int pieces;
    private int filled;

    Gather(RangeReader file, long position, byte[] target) {
      this.file = file;
      this.position = position;
      this.target = target;
    }

    void add(long start, int length) throws IOException {
      if (length == 0) {
        return;
      }
      if (pieces > 0
          && (start - runEnd() > SMALLEST_GAP || start + length - starts[0] > LARGEST_RUN)) {
        fetch();
      }
      if (pieces == starts.length) {
        starts = Arrays.copyOf(starts, 2 * pieces);
        lengths = Arrays.copyOf(lengths, 2 * pieces);
      }
      starts[pieces] = start;
      lengths[pieces++] = length;
    }

    private long runEnd() {
      return starts[pieces - 1] + lengths[pieces - 1];
    }

    void fetch() throws IOException {
      if (pieces == 0) {
        return;
      }
      int length = Math.toIntExact(runEnd() - starts[0]);
      if (pieces == 1) {
        file.readFully(position + starts[0], ByteBuffer.wrap(target, filled, length));
        filled += length;
      } else {
        if (run.length < length) {
          run = new byte[length];
        }
        file.readFully(position + starts[0], ByteBuffer.wrap(run, 0, length));
        for (int i = 0; i < pieces; i++) {
          System.arraycopy(run, (int) (starts[i] - starts[0]), target, filled, lengths[i]);
          filled += lengths[i];
        }
      }
      pieces = 0;
    }
  }
}
