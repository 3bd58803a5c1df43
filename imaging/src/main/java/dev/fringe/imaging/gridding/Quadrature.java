package dev.fringe.imaging.gridding;

/** Gauss-Legendre quadrature on [0, 1]. */
final class Quadrature {

  final double[] nodes;
  final double[] weights;

  /** The rule that is exact for polynomials of degree {@code 2 points - 1}. */
  Quadrature(int points) {
    nodes = new double[points];
    weights = new double[points];
    for (int i = 0; i < points; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (points + 0.5));
      double slope = 1;
      for (int newton = 0; newton < 100; newton++) {
        double p0 = 1;
        double p1 = x;
        for (int k = 2; k <= points; k++) {
          double p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k;
          p0 = p1;
          p1 = p2;
        }
        slope = points * (x * p1 - p0) / (x * x - 1);
        double step = p1 / slope;
        x -= step;
        if (Math.abs(step) < 1e-16) {
          break;
        }
      }
      nodes[i] = 0.5 * (1 - x);
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
  }
}
