package dev.fringe.imaging.gridding;

import java.util.Arrays;

/** Weighted sums in plain Java. */
final class ScalarFloatWeightedSum extends FloatWeightedSum {

  @Override
  void sum(
      float[] from,
      int at,
      int stride,
      int count,
      FloatAxisWeights axis,
      int output,
      float[] to,
      int toAt) {
    Arrays.fill(to, toAt, toAt + count, 0);
    for (int k = 0; k < axis.count(output); k++) {
      float weight = axis.weights()[axis.begin(output) + k];
      int row = at + k * stride;
      for (int i = 0; i < count; i++) {
        to[toAt + i] += weight * from[row + i];
      }
    }
  }
}
