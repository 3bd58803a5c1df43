package dev.fringe.pipelines.inspect;

/**
 * How amplitudes are spread, counted in logarithmic bins of 2 %; so that any number of them takes
 * the same memory.
 */
final class Amplitudes {

  private static final double LOWEST = 1e-12;
  private static final double STEP = Math.log(1.02);
  private static final int BINS = (int) (Math.log(1e24) / STEP);

  private final long[] counts = new long[BINS];
  private long total;

  void add(double amplitude) {
    if (amplitude > 0) {
      double bin = Math.log(amplitude / LOWEST) / STEP;
      counts[(int) Math.clamp(bin, 0, BINS - 1)]++;
      total++;
    }
  }

  long total() {
    return total;
  }

  /**
   * The amplitude that a share of all are below, to 1 %; 0 if there are none.
   *
   * @param share from 0 to 1
   */
  double quantile(double share) {
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin];
      if (total > 0 && below >= share * total && below > 0) {
        return LOWEST * Math.exp((bin + 0.5) * STEP);
      }
    }
    return 0;
  }
}
