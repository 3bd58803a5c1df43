package dev.fringe.imaging.fft;

import java.util.Random;

/** Random complex data, and the Fourier transform by its definition. */
final class Signals {

  private Signals() {}

  /** Values that a float holds exactly, so that both precisions start from the same data. */
  static double[] random(int n, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** {re, im} of the transform of {@code n} values at {@code offset + j * step}. */
  static double[][] transformOf(
      double[] re, double[] im, int offset, int step, int n, Direction direction) {
    int sign = direction == Direction.FORWARD ? -1 : 1;
    double[] cos = new double[n];
    double[] sin = new double[n];
    for (int k = 0; k < n; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      sin[k] = sign * Math.sin(2 * Math.PI * k / n);
    }
    double[][] result = new double[2][n];
    for (int k = 0; k < n; k++) {
      double real = 0;
      double imaginary = 0;
      for (int j = 0; j < n; j++) {
        int turn = (int) ((long) j * k % n);
        double x = re[offset + j * step];
        double y = im[offset + j * step];
        real += x * cos[turn] - y * sin[turn];
        imaginary += x * sin[turn] + y * cos[turn];
      }
      result[0][k] = real;
      result[1][k] = imaginary;
    }
    return result;
  }

  /** |a - b| / |b| over both parts, in the l2 norm. */
  static double relativeError(double[] re, double[] im, double[] trueRe, double[] trueIm) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < trueRe.length; i++) {
      difference += square(re[i] - trueRe[i]) + square(im[i] - trueIm[i]);
      norm += square(trueRe[i]) + square(trueIm[i]);
    }
    return Math.sqrt(difference / norm);
  }

  static double square(double x) {
    return x * x;
  }
}
