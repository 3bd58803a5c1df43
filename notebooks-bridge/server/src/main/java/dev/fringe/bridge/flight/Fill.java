package dev.fringe.bridge.flight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/** Fills columns from arrays, without a call for every value. Rows are given by their indices. */
final class Fill {

  private Fill() {}

  /** Memory for the values of a column without nulls, little-endian, to be filled in full. */
  static ByteBuffer values(FieldVector vector, int count) {
    BaseFixedWidthVector fixed = (BaseFixedWidthVector) vector;
    fixed.allocateNew(count);
    fixed.setValueCount(count);
    fixed.getValidityBuffer().setOne(0, (count + 7L) / 8);
    long bytes = (long) count * fixed.getTypeWidth();
    return fixed
        .getDataBuffer()
        .nioBuffer(0, Math.toIntExact(bytes))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Memory for the items of a column of lists, all of the length that its type says. */
  static ByteBuffer items(FieldVector vector, int rows) {
    FixedSizeListVector list = lists(vector, rows);
    return values(list.getDataVector(), rows * list.getListSize());
  }

  private static FixedSizeListVector lists(FieldVector vector, int rows) {
    FixedSizeListVector list = (FixedSizeListVector) vector;
    list.allocateNew();
    while (list.getValueCapacity() < rows) {
      list.reAlloc();
    }
    list.getValidityBuffer().setOne(0, (rows + 7L) / 8);
    list.setValueCount(rows);
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
    BitVector bits = (BitVector) list.getDataVector();
    int total = count * length;
    bits.allocateNew(total);
    bits.zeroVector();
    bits.getValidityBuffer().setOne(0, (total + 7L) / 8);
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        if (isFlagged(weights[rows[i] * length + k])) {
          bits.setToOne(i * length + k);
        }
      }
    }
    bits.setValueCount(total);
  }

  static boolean isFlagged(float weight) {
    return !(weight > 0 && weight < Float.POSITIVE_INFINITY);
  }
}
