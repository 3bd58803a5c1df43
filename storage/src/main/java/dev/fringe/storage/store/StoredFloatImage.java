package dev.fringe.storage.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** An image as a file of one column, {@code pixel}. */
final class StoredFloatImage {

  private static final String PIXEL = "pixel";
  private static final int CHUNK = 1 << 14;
  private static final ValueLayout.OfFloat VALUES =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private StoredFloatImage() {}

  static List<Column> columns(float[] pixels) {
    return List.of(
        new Column.Plain(
            PIXEL,
            ColumnType.FLOAT,
            pixels.length,
            (from, count, target) -> target.asFloatBuffer().put(pixels, (int) from, count)));
  }

  static float[] read(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return pixels(path, arena).toArray(VALUES);
    }
  }

  static void addInto(Path path, float[] sum) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = pixels(path, arena);
      long count = pixels.byteSize() / VALUES.byteSize();
      if (count != sum.length) {
        throw new IllegalArgumentException(
            "%s holds %d pixels, but the sum has %d".formatted(path, count, sum.length));
      }
      float[] chunk = new float[Math.min(CHUNK, sum.length)];
      for (int from = 0; from < sum.length; from += CHUNK) {
        int length = Math.min(CHUNK, sum.length - from);
        MemorySegment.copy(pixels, VALUES, from * VALUES.byteSize(), chunk, 0, length);
        for (int i = 0; i < length; i++) {
          sum[from + i] += chunk[i];
        }
      }
    }
  }

  private static MemorySegment pixels(Path path, Arena arena) throws IOException {
    ColumnFile file = ColumnFile.map(path, arena);
    MemorySegment pixels = file.column(PIXEL, ColumnType.FLOAT);
    if (pixels.byteSize() != file.rows() * VALUES.byteSize()) {
      throw file.fault(
          "is damaged: %d bytes for %d pixels".formatted(pixels.byteSize(), file.rows()));
    }
    return pixels;
  }
}
