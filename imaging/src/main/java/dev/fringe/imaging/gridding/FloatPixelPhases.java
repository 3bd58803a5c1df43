package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import java.util.Arrays;

/**
 * For each pixel the phase, in half turns, that one plane distance makes: {@code planeDistance (h -
 * shift)}; and the corrections for the kernel. Rows that mirror each other about the phase centre
 * share theirs.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatPixelPhases {

  private final GriddingPlan plan;
  private final ImageGeometry geometry;
  private final boolean mirrored;
  private final ColumnBlocks blocks;

  /** One row for each distinct row of pixels; empty in a flat plan. */
  private final float[] high;

  /** What {@link #high} lost in rounding. */
  private final float[] low;

  FloatPixelPhases(GriddingPlan plan, Workers workers) {
    this.plan = plan;
    this.geometry = plan.pixels().geometry();
    this.mirrored = geometry.centreM() == 0;
    int width = geometry.width();
    int rows = mirrored ? geometry.height() / 2 + 1 : geometry.height();
    blocks = new ColumnBlocks(width, rows);
    high = new float[plan.flat() ? 0 : blocks.length()];
    low = new float[high.length];
    if (!plan.flat()) {
      workers.forEach(
          rows,
          row -> {
            double m = geometry.m(mirrored ? geometry.height() / 2 - row : row);
            for (int x = 0; x < width; x++) {
              double phase =
                  2 * plan.planeDistanceLambda() * (plan.h(geometry.l(x), m) - plan.shift());
              int at = blocks.index(x, row);
              high[at] = (float) phase;
              low[at] = (float) (phase - high[at]);
            }
          });
    }
  }

  /** The row that has the same phases as row {@code y}, or -1 if none in the image has. */
  int twin(int y) {
    int other = 2 * (geometry.height() / 2) - y;
    return mirrored && other != y && other < geometry.height() ? other : -1;
  }

  private int row(int y) {
    return mirrored ? Math.abs(y - geometry.height() / 2) : y;
  }

  /** Where the phases of row {@code y} begin within a block of columns. */
  int at(int block, int y) {
    return blocks.at(block, row(y));
  }

  float[] high() {
    return high;
  }

  float[] low() {
    return low;
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
            double[] nu = new double[width];
            for (int x = 0; x < width; x++) {
              int at = blocks.index(x, row(y));
              nu[x] = 0.5 * ((double) high[at] + (double) low[at]);
            }
            alongW.multiply(nu, width, factors, new double[2 * width]);
          }
          consumer.accept(y, factors);
        });
  }
}
