package dev.fringe.imaging.gridding;

import dev.fringe.imaging.simd.Simd;

/** Weighted sums of rows of values. */
abstract class FloatWeightedSum {

  /** Values of a row. */
  static final int LENGTH = 64;

  static FloatWeightedSum of(Simd simd) {
    return switch (simd) {
      case SCALAR -> new ScalarFloatWeightedSum();
      case VECTOR -> new VectorFloatWeightedSum();
    };
  }

  /**
   * Sets {@code to[toAt + i] = Σ_k weight_k from[at + k · stride + i]}, with the weights of one
   * output of an axis.
   *
   * @param count values to sum, at most {@link #LENGTH}
   */
  abstract void sum(
      float[] from,
      int at,
      int stride,
      int count,
      FloatAxisWeights axis,
      int output,
      float[] to,
      int toAt);
}
