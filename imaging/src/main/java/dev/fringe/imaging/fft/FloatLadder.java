package dev.fringe.imaging.fft;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The transform of one length down the rows of a block of whole vectors, each lane a column.
 *
 * <p>A long transform of n = n1 · n2 points is done in two steps (Bailey 1990, the four-step
 * method), so that each step works in the first-level cache and every element travels to memory
 * once: n2 transforms of n1 points, rows n2 apart, twiddled into the middle array; then n1
 * transforms of n2 points each.
 */
final class FloatLadder {

  static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  /** Up to here all points fit the first-level cache and one step does. */
  private static final int ONE_STEP = 160;

  private static final FloatStage[] NO_STAGES = {};

  final int points;
  final int firstPoints;
  final int secondPoints;
  private final FloatStage[] first;
  private final FloatStage[] second;

  FloatLadder(int points) {
    this.points = points;
    List<Integer> radices = Radices.of(points);
    if (points <= ONE_STEP) {
      firstPoints = points;
      secondPoints = 1;
      first = stages(radices, points, points);
      second = NO_STAGES;
    } else {
      List<Integer> half = Radices.half(radices);
      firstPoints = Radices.product(half);
      secondPoints = points / firstPoints;
      first = stages(half, firstPoints, points);
      second = stages(Radices.rest(radices, half), secondPoints, secondPoints);
    }
  }

  private static FloatStage[] stages(List<Integer> radices, int part, int whole) {
    FloatStage[] stages = new FloatStage[radices.size()];
    int rest = part;
    for (int i = 0; i < stages.length; i++) {
      int radix = radices.get(i);
      int s = part / rest;
      rest /= radix;
      boolean joins = rest == 1 && part < whole;
      stages[i] = joins ? FloatStage.joining(radix, part, whole) : FloatStage.inner(radix, rest, s);
    }
    return stages;
  }

  boolean oneStep() {
    return secondPoints == 1;
  }

  /** Distance in the middle array between the transforms of the second step. */
  private int middleStride(int width) {
    // One cache line more than the rows take, so that they do not all fall into one cache set.
    return secondPoints * width + 16;
  }

  /**
   * Room to transform rows of up to {@code vectors} vectors.
   *
   * @param tile length of the tile arrays, which this class does not use
   */
  FloatScratch scratch(int vectors, int tile) {
    int width = vectors * LANES;
    return new FloatScratch(
        2 * Math.max(firstPoints, secondPoints) * width,
        oneStep() ? 0 : firstPoints * middleStride(width),
        tile);
  }

  /** The whole transform in one step; only where {@link #oneStep()}. Input may be output. */
  void run(
      float[] xr,
      float[] xi,
      int x,
      int xs,
      float[] yr,
      float[] yi,
      int y,
      int ys,
      int vectors,
      FloatScratch s) {
    if (points > 1) {
      FloatButterfly.runAll(first, points, xr, xi, x, xs, yr, yi, y, ys, 0, vectors, s.re, s.im);
    }
  }

  /**
   * First step, transform {@code j} of {@link #secondPoints}: reads {@link #firstPoints} rows at
   * {@code x + k * xs}, writes into the middle.
   */
  void first(int j, float[] xr, float[] xi, int x, int xs, int vectors, FloatScratch s) {
    int width = vectors * LANES;
    FloatButterfly.runAll(
        first,
        firstPoints,
        xr,
        xi,
        x,
        xs,
        s.middleRe,
        s.middleIm,
        j * width,
        middleStride(width),
        3 * j * firstPoints,
        vectors,
        s.re,
        s.im);
  }

  /**
   * Second step, transform {@code k} of {@link #firstPoints}: its results are points {@code k +
   * firstPoints * i} of the whole, written to {@code y + i * ys}.
   */
  void second(int k, float[] yr, float[] yi, int y, int ys, int vectors, FloatScratch s) {
    int width = vectors * LANES;
    FloatButterfly.runAll(
        second,
        secondPoints,
        s.middleRe,
        s.middleIm,
        k * middleStride(width),
        width,
        yr,
        yi,
        y,
        ys,
        0,
        vectors,
        s.re,
        s.im);
  }
}
