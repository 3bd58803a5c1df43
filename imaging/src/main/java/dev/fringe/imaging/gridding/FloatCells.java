package dev.fringe.imaging.gridding;

import dev.fringe.imaging.simd.Simd;

/**
 * Carries cells between tiles, where real and imaginary parts stand side by side, and rows for the
 * transform, where they are apart; in plain Java.
 */
class FloatCells {

  /** Cells are carried in whole groups of this many: so much further both sides must reach. */
  static final int GROUP = 16;

  static FloatCells of(Simd simd) {
    return switch (simd) {
      case SCALAR -> new FloatCells();
      case VECTOR -> new VectorFloatCells();
    };
  }

  /** The next whole number of groups. */
  static int roundedUp(int cells) {
    return (cells + GROUP - 1) / GROUP * GROUP;
  }

  /** {@code re[to + c] = values[from + 2 c]}, and {@code im}, for {@code cells} rounded up. */
  void split(float[] values, int from, int cells, float[] re, float[] im, int to) {
    for (int c = 0; c < cells; c++) {
      re[to + c] = values[from + 2 * c];
      im[to + c] = values[from + 2 * c + 1];
    }
  }

  /** The inverse of {@link #split}. */
  void join(float[] re, float[] im, int from, int cells, float[] values, int to) {
    for (int c = 0; c < cells; c++) {
      values[to + 2 * c] = re[from + c];
      values[to + 2 * c + 1] = im[from + c];
    }
  }
}
