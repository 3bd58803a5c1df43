package dev.fringe.imaging.gridding;

import java.util.Arrays;

/** What an image must be multiplied with to undo the kernel along one dimension. */
final class KernelCorrection {

  private static final int TERMS = 20;

  private final KernelPolynomial kernel;
  private final double perLimitSquared;

  /** Of Chebyshev polynomials in 2 (nu / limit)² - 1. */
  private final double[] coefficients = new double[TERMS];

  /**
   * @param limit the largest |nu|, in cycles per cell, at which corrections are asked for
   */
  KernelCorrection(KernelPolynomial kernel, double limit) {
    this.kernel = kernel;
    this.perLimitSquared = 1 / (limit * limit);
    for (int k = 0; k < TERMS; k++) {
      double theta = Math.PI * (k + 0.5) / TERMS;
      double s = 0.5 * (Math.cos(theta) + 1);
      double value = exact(Math.sqrt(s) * limit);
      for (int d = 0; d < TERMS; d++) {
        coefficients[d] += (d == 0 ? 1.0 : 2.0) / TERMS * value * Math.cos(d * theta);
      }
    }
  }

  double exact(double nu) {
    return 1 / kernel.transform(nu);
  }

  /** Multiplies {@code factors[i]} with the correction at {@code nu[i]}, for a row of pixels. */
  void multiply(double[] nu, int n, double[] factors, double[] work) {
    // Clenshaw's recurrence, with the terms outermost so that rows are vectors.
    Arrays.fill(work, 0, 2 * n, 0);
    for (int d = TERMS - 1; d >= 1; d--) {
      double c = coefficients[d];
      for (int i = 0; i < n; i++) {
        double x = 2 * nu[i] * nu[i] * perLimitSquared - 1;
        double b = c + 2 * x * work[i] - work[n + i];
        work[n + i] = work[i];
        work[i] = b;
      }
    }
    for (int i = 0; i < n; i++) {
      double x = 2 * nu[i] * nu[i] * perLimitSquared - 1;
      factors[i] *= coefficients[0] + x * work[i] - work[n + i];
    }
  }
}
