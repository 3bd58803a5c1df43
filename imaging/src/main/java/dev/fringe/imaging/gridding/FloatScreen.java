package dev.fringe.imaging.gridding;

import dev.fringe.imaging.simd.Simd;

/** The loops over pixels that turn an image by the screen of a w plane. */
abstract class FloatScreen {

  static FloatScreen of(Simd simd) {
    return switch (simd) {
      case SCALAR -> new ScalarFloatScreen();
      case VECTOR -> new VectorFloatScreen();
    };
  }

  /**
   * Sets cosines and sines of {@code number · (high + low)} half turns, for {@code n} pixels from
   * {@code at} on.
   */
  abstract void cosSin(
      int number, float[] high, float[] low, int at, int n, float[] cos, float[] sin);

  /** {@code sum[to + i] += re[from + i] cos[i] + im[from + i] sin[i]}. */
  abstract void add(
      float[] re, float[] im, int from, float[] cos, float[] sin, int n, float[] sum, int to);

  /** {@code re[to + i] = model[from + i] cos[i]}, and {@code im} with the sines. */
  abstract void set(
      float[] model, int from, float[] cos, float[] sin, int n, float[] re, float[] im, int to);
}
