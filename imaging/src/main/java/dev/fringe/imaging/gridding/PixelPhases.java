package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import java.util.Arrays;

/**
 * For each pixel the phase, in turns, that one plane distance makes: {@code planeDistance (h -
 * shift)}; and the corrections for the kernel. Rows that mirror each other about the phase centre
 * share theirs.
 */
final class PixelPhases {

  private final GriddingPlan plan;
  private final ImageGeometry geometry;
  private final boolean mirrored;

  /** One row for each distinct row of pixels; empty in a flat plan. */
  private final double[] turns;

  PixelPhases(GriddingPlan plan, Workers workers) {
    this.plan = plan;
    this.geometry = plan.geometry();
    this.mirrored = geometry.centreM() == 0;
    int width = geometry.width();
    int rows = mirrored ? geometry.height() / 2 + 1 : geometry.height();
    turns = new double[plan.flat() ? 0 : Math.multiplyExact(rows, width)];
    if (!plan.flat()) {
      workers.forEach(
          rows,
          row -> {
            double m = geometry.m(mirrored ? geometry.height() / 2 - row : row);
            for (int x = 0; x < width; x++) {
              turns[row * width + x] =
                  plan.planeDistanceLambda() * (plan.h(geometry.l(x), m) - plan.shift());
            }
          });
    }
  }

  /** Where the phases of row {@code y} begin in {@link #turns}. */
  int rowStart(int y) {
    int row = mirrored ? Math.abs(y - geometry.height() / 2) : y;
    return row * geometry.width();
  }

  double[] turns() {
    return turns;
  }

  /** Hears the correction of each row of pixels. */
  interface RowConsumer {
    void accept(int y, double[] factors);
  }

  /** Hands out for each row the factors that undo the kernel in u, v and w. */
  void corrections(Workers workers, RowConsumer consumer) {
    KernelPolynomial kernel = plan.polynomial();
    int width = geometry.width();
    double[] alongX = new double[width];
    KernelCorrection exact = new KernelCorrection(kernel, 0.5);
    for (int x = 0; x < width; x++) {
      alongX[x] = exact.exact((double) (x - width / 2) / plan.gridU());
    }
    KernelCorrection alongW = new KernelCorrection(kernel, 0.5 / plan.kernel().oversampling());
    workers.forEach(
        geometry.height(),
        y -> {
          double alongY = exact.exact((double) (y - geometry.height() / 2) / plan.gridV());
          double[] factors = Arrays.copyOf(alongX, width);
          for (int x = 0; x < width; x++) {
            factors[x] *= alongY;
          }
          if (!plan.flat()) {
            double[] nu = Arrays.copyOfRange(turns, rowStart(y), rowStart(y) + width);
            alongW.multiply(nu, width, factors, new double[2 * width]);
          }
          consumer.accept(y, factors);
        });
  }
}
