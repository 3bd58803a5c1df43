package dev.fringe.imaging.gridding;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Finds the best shape of a kernel for a support and an oversampling.
 *
 * <p>Spreading samples with a kernel and dividing by its transform ψ leaves, at image coordinate ν
 * (in units of the image that the grid would hold, |ν| &lt;= 1/(2σ)), the aliases from ν + k; their
 * rms over the sample's place between cells, relative to the signal, is {@code sqrt(Σ ψ(ν + k)²) /
 * ψ(ν)} over k ≠ 0 (Ye et al. 2021, eq. 20). Shapes are judged by the largest value over the image.
 */
final class KernelSearch {

  private static final Map<Long, KernelShape> FOUND = new ConcurrentHashMap<>();

  private static final double SMALLEST_OVERSAMPLING = 1.15;
  private static final double LARGEST_OVERSAMPLING = 2.6;
  private static final double STEP = 0.0125;
  private static final int PIXELS = 25;
  private static final int ALIASES = 3;

  private final int support;
  private final double oversampling;
  private final Quadrature rule = new Quadrature(96);

  /** cosines[(pixel * (2 ALIASES + 1) + alias) * nodes + node]. */
  private final double[] cosines;

  private final double[] phi;

  private KernelSearch(int support, double oversampling) {
    this.support = support;
    this.oversampling = oversampling;
    int nodes = rule.nodes.length;
    int images = 2 * ALIASES + 1;
    this.phi = new double[nodes];
    this.cosines = new double[PIXELS * images * nodes];
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      double nu = 0.5 / oversampling * pixel / (PIXELS - 1);
      for (int alias = 0; alias < images; alias++) {
        double shifted = nu + alias - ALIASES;
        for (int i = 0; i < nodes; i++) {
          cosines[(pixel * images + alias) * nodes + i] =
              rule.weights[i] * Math.cos(Math.PI * support * rule.nodes[i] * shifted);
        }
      }
    }
  }

  /**
   * The shape with this support whose oversampling is smallest among those that are good enough;
   * empty if none is.
   *
   * @param goodEnough holds for all larger oversamplings if it holds for one
   */
  static Optional<KernelShape> smallestOversampling(
      int support, Predicate<KernelShape> goodEnough) {
    int low = 0;
    int high = (int) Math.round((LARGEST_OVERSAMPLING - SMALLEST_OVERSAMPLING) / STEP);
    if (!goodEnough.test(best(support, high))) {
      return Optional.empty();
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (goodEnough.test(best(support, middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return Optional.of(best(support, low));
  }

  private static KernelShape best(int support, int step) {
    double oversampling = SMALLEST_OVERSAMPLING + step * STEP;
    return FOUND.computeIfAbsent(
        support * 1000L + step, key -> new KernelSearch(support, oversampling).search());
  }

  private KernelShape search() {
    KernelShape best = shape(2 * support, 0.5);
    for (double mu = 0.46; mu < 0.59; mu += 0.02) {
      for (double beta = 1.3; beta < 2.7; beta += 0.1) {
        best = better(best, shape(beta * support, mu));
      }
    }
    for (double step = 0.05; step > 0.002; step /= 2) {
      KernelShape centre = best;
      for (int db = -1; db <= 1; db++) {
        for (int dm = -1; dm <= 1; dm++) {
          best =
              better(
                  best, shape(centre.beta() + db * step * support, centre.mu() + dm * step * 0.2));
        }
      }
    }
    return best;
  }

  private static KernelShape better(KernelShape a, KernelShape b) {
    return b.error() < a.error() ? b : a;
  }

  private KernelShape shape(double beta, double mu) {
    KernelShape shape = new KernelShape(support, oversampling, beta, mu, 0, 1, 1);
    for (int i = 0; i < phi.length; i++) {
      phi[i] = shape.value(rule.nodes[i]);
    }
    int images = 2 * ALIASES + 1;
    double worst = 0;
    double centre = 1;
    double edge = 1;
    double sum = 0;
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      double aliases = 0;
      double signal = 0;
      for (int alias = 0; alias < images; alias++) {
        int at = (pixel * images + alias) * phi.length;
        double psi = 0;
        for (int i = 0; i < phi.length; i++) {
          psi += phi[i] * cosines[at + i];
        }
        if (alias == ALIASES) {
          signal = psi * psi;
        } else {
          aliases += psi * psi;
        }
      }
      worst = Math.max(worst, aliases / signal);
      centre = pixel == 0 ? signal : centre;
      edge = centre / signal;
      sum += pixel == 0 || pixel == PIXELS - 1 ? 0.5 * edge : edge;
    }
    return new KernelShape(
        support,
        oversampling,
        beta,
        mu,
        Math.sqrt(worst),
        Math.sqrt(sum / (PIXELS - 1)),
        Math.sqrt(edge));
  }
}
