package dev.fringe.bridge.flight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/** Fills columns from arrays, without a call for every value. Rows are given by their indices. */
final class Fill {

  private Fill() {}

  /** Memory for the values of a column without nulls, little-endian, to be filled in full. */
  static ByteBuffer values(FieldVector vector, int count) {
    int width = ((BaseFixedWidthVector) vector).getTypeWidth();
    return load(vector, count, Math.multiplyExact(count, width));
  }

  /** Memory for the items of a column of lists, all of the length that its type says. */
  static ByteBuffer items(FieldVector vector, int rows) {
    FixedSizeListVector list = lists(vector, rows);
    return values(list.getDataVector(), rows * list.getListSize());
  }

  /** Gives a column memory that nobody has cleared, for it will be filled. */
  private static ByteBuffer load(FieldVector vector, int count, int bytes) {
    BufferAllocator allocator = vector.getAllocator();
    try (ArrowBuf memory = allocator.buffer(bytes)) {
      vector.loadFieldBuffers(
          new ArrowFieldNode(count, 0), List.of(allocator.getEmpty(), memory.writerIndex(bytes)));
      return memory.nioBuffer(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static FixedSizeListVector lists(FieldVector vector, int rows) {
    FixedSizeListVector list = (FixedSizeListVector) vector;
    list.loadFieldBuffers(new ArrowFieldNode(rows, 0), List.of(vector.getAllocator().getEmpty()));
    return list;
  }

  static void doubles(FieldVector vector, double[] source, int[] rows, int count) {
    ByteBuffer target = values(vector, count);
    for (int i = 0; i < count; i++) {
      target.putDouble(i * Double.BYTES, source[rows[i]]);
    }
  }

  static void floats(FieldVector vector, float[] source, int[] rows, int count) {
    ByteBuffer target = values(vector, count);
    for (int i = 0; i < count; i++) {
      target.putFloat(i * Float.BYTES, source[rows[i]]);
    }
  }

  static void integers(FieldVector vector, int[] source, int[] rows, int count) {
    ByteBuffer target = values(vector, count);
    for (int i = 0; i < count; i++) {
      target.putInt(i * Integer.BYTES, source[rows[i]]);
    }
  }

  /** Lists of floats: those of row r stand from {@code r · length} on. */
  static void floatLists(FieldVector vector, float[] source, int length, int[] rows, int count) {
    ByteBuffer target = items(vector, count);
    for (int i = 0; i < count; i++) {
      target
          .slice(i * length * Float.BYTES, length * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .put(source, rows[i] * length, length);
    }
  }

  /** Lists of pairs, of which one part comes from each source. */
  static void pairLists(
      FieldVector vector, float[] first, float[] second, int length, int[] rows, int count) {
    ByteBuffer target = items(vector, count);
    int at = 0;
    for (int i = 0; i < count; i++) {
      int from = rows[i] * length;
      for (int k = 0; k < length; k++) {
        target.putFloat(at, first[from + k]).putFloat(at + Float.BYTES, second[from + k]);
        at += 2 * Float.BYTES;
      }
    }
  }

  /** Lists of flags: set where a weight isn't above 0. */
  static void flagLists(FieldVector vector, float[] weights, int length, int[] rows, int count) {
    FixedSizeListVector list = lists(vector, count);
    int total = Math.multiplyExact(count, length);
    ByteBuffer bits = load(list.getDataVector(), total, (total + 7) / 8);
    int next = 0;
    int packed = 0;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        packed |= isFlagged(weights[rows[i] * length + k]) ? 1 << (next & 7) : 0;
        next++;
        if ((next & 7) == 0 || next == total) {
          bits.put((byte) packed);
          packed = 0;
        }
      }
    }
  }

  static boolean isFlagged(float weight) {
    return !(weight > 0 && weight < Float.POSITIVE_INFINITY);
  }
}
