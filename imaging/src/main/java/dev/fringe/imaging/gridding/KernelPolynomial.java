package dev.fringe.imaging.gridding;

/**
 * A kernel as one polynomial per cell.
 *
 * <p>A sample at coordinate x (in cells) touches the cells {@code first ... first + W - 1}, {@code
 * first = ceil(x - W/2)}. Its fraction is {@code t = 2 (first - (x - W/2)) - 1}, in [-1, 1), and
 * cell {@code first + i} receives {@code Σ_d coefficients[d][i] t^d}.
 */
final class KernelPolynomial {

  final int support;

  /** coefficients[degree][cell]. */
  final double[][] coefficients;

  private KernelPolynomial(int support, double[][] coefficients) {
    this.support = support;
    this.coefficients = coefficients;
  }

  /**
   * The polynomials of the lowest degree, by interpolation at Chebyshev nodes, that spoil the
   * shape's own error by no more than {@code spoil} (errors add in quadrature).
   */
  static KernelPolynomial of(KernelShape shape, double spoil) {
    double most = Math.hypot(shape.error(), spoil);
    KernelPolynomial polynomial = ofDegree(shape, 3);
    for (int degree = 4; degree <= 20; degree++) {
      if (polynomial.error(shape.oversampling()) <= most) {
        break;
      }
      polynomial = ofDegree(shape, degree);
    }
    return polynomial;
  }

  int degree() {
    return coefficients.length - 1;
  }

  /** Value that the cell {@code first + cell} receives from a sample of fraction {@code t}. */
  double value(int cell, double t) {
    double sum = 0;
    for (int d = degree(); d >= 0; d--) {
      sum = sum * t + coefficients[d][cell];
    }
    return sum;
  }

  /**
   * The Fourier transform at {@code nu} cycles per cell: what the image at that coordinate must be
   * divided by. Even and real.
   */
  double transform(double nu) {
    Quadrature rule = TransformRule.RULE;
    double sum = 0;
    for (int cell = 0; cell < support; cell++) {
      for (int i = 0; i < rule.nodes.length; i++) {
        double t = 2 * rule.nodes[i] - 1;
        double x = cell - 0.5 * support + 0.5 * (t + 1);
        sum += rule.weights[i] * value(cell, t) * Math.cos(2 * Math.PI * nu * x);
      }
    }
    return sum;
  }

  /**
   * The largest relative error at any pixel, rms over fractions: how far the sum over cells strays
   * from the transform that it is divided by.
   */
  double error(double oversampling) {
    Quadrature rule = TransformRule.RULE;
    double worst = 0;
    for (int pixel = 0; pixel <= 4; pixel++) {
      double nu = 0.5 / oversampling * pixel / 4;
      double psi = transform(nu);
      double sum = 0;
      for (int i = 0; i < rule.nodes.length; i++) {
        double t = 2 * rule.nodes[i] - 1;
        double re = 0;
        double im = 0;
        for (int cell = 0; cell < support; cell++) {
          double angle = 2 * Math.PI * nu * (cell - 0.5 * support + 0.5 * (t + 1));
          double value = value(cell, t);
          re += value * Math.cos(angle);
          im += value * Math.sin(angle);
        }
        double off = re / psi - 1;
        sum += rule.weights[i] * (off * off + im * im / (psi * psi));
      }
      worst = Math.max(worst, sum);
    }
    return Math.sqrt(worst);
  }

  private static double exact(KernelShape shape, int cell, double t) {
    double x = cell - 0.5 * shape.support() + 0.5 * (t + 1);
    return shape.value(Math.clamp(2 * x / shape.support(), -1.0, 1.0));
  }

  private static KernelPolynomial ofDegree(KernelShape shape, int degree) {
    int nodes = degree + 1;
    double[][] coefficients = new double[nodes][shape.support()];
    for (int cell = 0; cell < shape.support(); cell++) {
      double[] chebyshev = new double[nodes];
      for (int k = 0; k < nodes; k++) {
        double theta = Math.PI * (k + 0.5) / nodes;
        double value = exact(shape, cell, Math.cos(theta));
        for (int d = 0; d < nodes; d++) {
          chebyshev[d] += (d == 0 ? 1.0 : 2.0) / nodes * value * Math.cos(d * theta);
        }
      }
      double[] powers = powers(chebyshev);
      for (int d = 0; d < nodes; d++) {
        coefficients[d][cell] = powers[d];
      }
    }
    return new KernelPolynomial(shape.support(), coefficients);
  }

  private static double[] powers(double[] chebyshev) {
    int n = chebyshev.length;
    double[] sum = new double[n];
    double[] before = new double[n];
    double[] now = new double[n];
    before[0] = 1;
    now[1] = 1;
    sum[0] = chebyshev[0];
    for (int d = 1; d < n; d++) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        sum[i] += chebyshev[d] * now[i];
        next[i] = (i > 0 ? 2 * now[i - 1] : 0) - before[i];
      }
      before = now;
      now = next;
    }
    return sum;
  }

  private static final class TransformRule {
    static final Quadrature RULE = new Quadrature(24);
  }
}
