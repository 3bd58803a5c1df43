package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.polarisation.Correlation;
import java.util.List;

/**
 * Turns Stokes visibilities into the products of feeds that do not turn on the sky: RR = I + V, LL
 * = I - V, RL = Q + iU, LR = Q - iU; XX = I + Q, YY = I - Q, XY = U + iV, YX = U - iV (Hamaker and
 * Bregman 1996; the convention by which (RR + LL) / 2 and (XX + YY) / 2 are I).
 */
record Polarimeter(List<Correlation> correlations) {

  /** How many of I, Q, U, V are needed. */
  int stokes() {
    return correlations.equals(List.of(Correlation.I)) ? 1 : 4;
  }

  /**
   * The noise of a product over that of one of two hands: a Stokes parameter is the mean of two.
   */
  static double noiseFactor(Correlation product) {
    return product.fitsCode() > 0 ? Math.sqrt(0.5) : 1;
  }

  /**
   * Fills the products of one sample.
   *
   * @param stokesRe real parts, an array for each Stokes parameter; sample {@code from}
   * @param re receives the products' real parts from {@code to} on
   */
  void measure(float[][] stokesRe, float[][] stokesIm, int from, float[] re, float[] im, int to) {
    for (int i = 0; i < correlations.size(); i++) {
      switch (correlations.get(i)) {
        case I -> copy(0, stokesRe, stokesIm, from, re, im, to + i);
        case Q -> copy(1, stokesRe, stokesIm, from, re, im, to + i);
        case U -> copy(2, stokesRe, stokesIm, from, re, im, to + i);
        case V -> copy(3, stokesRe, stokesIm, from, re, im, to + i);
        case RR -> parallel(3, 1, stokesRe, stokesIm, from, re, im, to + i);
        case LL -> parallel(3, -1, stokesRe, stokesIm, from, re, im, to + i);
        case XX -> parallel(1, 1, stokesRe, stokesIm, from, re, im, to + i);
        case YY -> parallel(1, -1, stokesRe, stokesIm, from, re, im, to + i);
        case RL -> cross(1, 2, 1, stokesRe, stokesIm, from, re, im, to + i);
        case LR -> cross(1, 2, -1, stokesRe, stokesIm, from, re, im, to + i);
        case XY -> cross(2, 3, 1, stokesRe, stokesIm, from, re, im, to + i);
        case YX -> cross(2, 3, -1, stokesRe, stokesIm, from, re, im, to + i);
      }
    }
  }

  private static void copy(
      int stokes, float[][] fromRe, float[][] fromIm, int from, float[] re, float[] im, int to) {
    re[to] = fromRe[stokes][from];
    im[to] = fromIm[stokes][from];
  }

  private static void parallel(
      int other,
      int sign,
      float[][] fromRe,
      float[][] fromIm,
      int from,
      float[] re,
      float[] im,
      int to) {
    re[to] = fromRe[0][from] + sign * fromRe[other][from];
    im[to] = fromIm[0][from] + sign * fromIm[other][from];
  }

  /** first + sign · i · second. */
  private static void cross(
      int first,
      int second,
      int sign,
      float[][] fromRe,
      float[][] fromIm,
      int from,
      float[] re,
      float[] im,
      int to) {
    re[to] = fromRe[first][from] - sign * fromIm[second][from];
    im[to] = fromIm[first][from] + sign * fromRe[second][from];
  }
}
