package dev.fringe.imaging.gridding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Weighted sums on the Vector API, four vectors at a time; parts of a row in plain Java. */
final class VectorFloatWeightedSum extends FloatWeightedSum {

  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int STEP = 4 * SPECIES.length();

  private final ScalarFloatWeightedSum rest = new ScalarFloatWeightedSum();

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
    int i = 0;
    for (; i <= count - STEP; i += STEP) {
      step(
          from,
          at + i,
          stride,
          axis.count(output),
          axis.weights(),
          axis.begin(output),
          to,
          toAt + i);
    }
    if (i < count) {
      rest.sum(from, at + i, stride, count - i, axis, output, to, toAt + i);
    }
  }

  private static void step(
      float[] from,
      int at,
      int stride,
      int taps,
      float[] weights,
      int begin,
      float[] to,
      int toAt) {
    final int n = SPECIES.length();
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int row = at;
    for (int k = 0; k < taps; k++) {
      final FloatVector weight = FloatVector.broadcast(SPECIES, weights[begin + k]);
      a = FloatVector.fromArray(SPECIES, from, row).fma(weight, a);
      b = FloatVector.fromArray(SPECIES, from, row + n).fma(weight, b);
      c = FloatVector.fromArray(SPECIES, from, row + 2 * n).fma(weight, c);
      d = FloatVector.fromArray(SPECIES, from, row + 3 * n).fma(weight, d);
      row += stride;
    }
    a.intoArray(to, toAt);
    b.intoArray(to, toAt + n);
    c.intoArray(to, toAt + 2 * n);
    d.intoArray(to, toAt + 3 * n);
  }
}
