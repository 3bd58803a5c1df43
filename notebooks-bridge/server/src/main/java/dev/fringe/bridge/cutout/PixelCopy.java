package dev.fringe.bridge.cutout;

import dev.fringe.bridge.bytes.RangeStream;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.RowSpans;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Copies a box of pixels: contiguous ones as one range, parts of rows by reads that join as many as
 * is worth it.
 */
final class PixelCopy {

  /** At a time in memory. */
  private static final int PIECE = 1 << 20;

  private final RangeReader file;
  private final long start;
  private final int pixelBytes;
  private final List<FitsAxis> axes;
  private final List<PixelRange> ranges;

  private PixelCopy(FitsImage image, List<PixelRange> ranges) throws BadDataException {
    this.file = image.file();
    this.start = image.unit().dataOffset();
    this.pixelBytes = image.pixelBytes();
    this.axes = image.axes();
    this.ranges = List.copyOf(ranges);
  }

  static PixelCopy of(FitsImage image, List<PixelRange> ranges) throws BadDataException {
    return new PixelCopy(image, ranges);
  }

  /** Bytes of the box: never more than those of the image. */
  long bytes() {
    return ranges.stream().mapToLong(PixelRange::count).reduce(pixelBytes, (a, b) -> a * b);
  }

  void writeTo(OutputStream out) throws IOException {
    axis(axes.size() - 1, start, out);
  }

  private long stride(int axis) {
    return axes.subList(0, axis).stream()
        .mapToLong(FitsAxis::length)
        .reduce(pixelBytes, (a, b) -> a * b);
  }

  private boolean isAllBelow(int axis) {
    for (int i = 0; i < axis; i++) {
      if (!ranges.get(i).isAll(axes.get(i).length())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Copies what is wanted of the axes up to one.
   *
   * @param from where the pixels of these axes begin
   */
  private void axis(int axis, long from, OutputStream out) throws IOException {
    PixelRange range = ranges.get(axis);
    long stride = stride(axis);
    long first = from + (range.first() - 1) * stride;
    if (range.step() == 1 && isAllBelow(axis)) {
      copy(first, range.count() * stride, out);
    } else if (axis == 1 && range.step() == 1 && isRowSmall(stride)) {
      rows(first, range.count(), (int) stride, out);
    } else {
      for (long i = 0; i < range.count(); i++) {
        axis(axis - 1, first + i * range.step() * stride, out);
      }
    }
  }

  private boolean isRowSmall(long rowBytes) {
    return rowBytes <= Integer.MAX_VALUE
        && ranges.getFirst().count() * pixelBytes <= PIECE
        && ranges.getFirst().step() == 1;
  }

  private void copy(long from, long length, OutputStream out) throws IOException {
    try (RangeStream stream = new RangeStream(file, from, from + length)) {
      stream.transferTo(out);
    }
  }

  private void rows(long first, long count, int rowBytes, OutputStream out) throws IOException {
    PixelRange columns = ranges.getFirst();
    RowSpans spans =
        new RowSpans(
            rowBytes,
            0,
            Math.toIntExact((columns.first() - 1) * pixelBytes),
            Math.toIntExact(columns.last() * pixelBytes));
    int most = Math.max(1, PIECE / spans.packedBytes());
    byte[] packed = new byte[Math.toIntExact(Math.min(most, count) * spans.packedBytes())];
    file.expect(first, first + count * rowBytes);
    for (long done = 0; done < count; done += most) {
      int rows = (int) Math.min(most, count - done);
      spans.read(file, first + done * rowBytes, rows, packed);
      out.write(packed, 0, rows * spans.packedBytes());
    }
  }
}
