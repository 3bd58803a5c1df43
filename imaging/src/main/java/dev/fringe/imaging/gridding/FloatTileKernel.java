package dev.fringe.imaging.gridding;

import dev.fringe.imaging.simd.Simd;

/**
 * The innermost loops: kernel values of a batch of samples, spreading them over a tile buffer, and
 * collecting them from one. Immutable; used by several threads.
 */
abstract class FloatTileKernel {

  final int support;

  FloatTileKernel(int support) {
    this.support = support;
  }

  static FloatTileKernel of(GriddingPlan plan, Simd simd) {
    return switch (simd) {
      case SCALAR -> new ScalarFloatTileKernel(plan.polynomial());
      case VECTOR -> new VectorFloatTileKernel(plan.polynomial());
    };
  }

  /** Computes kernel values along u and v, and along w unless the plan is flat. */
  abstract void evaluate(FloatBatch batch);

  /**
   * Adds the batch's samples times their kernels to the buffer's planes [fromPlane, toPlane) of one
   * image.
   *
   * @param image which of the batch's visibilities
   */
  abstract void spread(
      FloatBatch batch, int image, int fromPlane, int toPlane, FloatTileBuffer buffer);

  /** Adds to the batch's visibilities of one image what the buffer's planes hold under them. */
  abstract void collect(
      FloatBatch batch, int image, int fromPlane, int toPlane, FloatTileBuffer buffer);

  /** {@code to[toAt + i] += from[at + i]} for {@code count} values. */
  abstract void add(float[] from, int at, int count, float[] to, int toAt);
}
