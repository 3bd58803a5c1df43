package dev.fringe.imaging.calibration;

import java.io.Serializable;

/**
 * How well a model fits what no gain of an antenna can change: the sums of phases around triangles
 * of antennas. Self-calibration makes any data resemble its model to some degree; this number it
 * cannot move but by a better model.
 *
 * <p>A triangle's closure phase in one solution interval is that of the product of its three mean
 * visibilities; its variance is the sum of those of the three phases, 1 / (w |V|²) each. Triangles
 * whose variance is above 1 rad² are left out. Triangles share baselines, so that χ² has fewer
 * degrees of freedom than triangles: the mean tells better from worse rather than a probability.
 */
public final class ClosurePhases {

  private static final double LARGEST_VARIANCE = 1;

  private final int antennas;
  private final double[] data;
  private final double[] model;
  private final double[] weight;

  public ClosurePhases(int antennas) {
    this.antennas = antennas;
    this.data = new double[2 * antennas * antennas];
    this.model = new double[2 * antennas * antennas];
    this.weight = new double[antennas * antennas];
  }

  /**
   * The fit.
   *
   * @param triangles how many closure phases were compared
   * @param chiSquared Σ |exp(iψ_data) - exp(iψ_model)|² / σ²
   */
  public record Fit(long triangles, double chiSquared) implements Serializable {

    public static Fit none() {
      return new Fit(0, 0);
    }

    public Fit plus(Fit other) {
      return new Fit(triangles + other.triangles, chiSquared + other.chiSquared);
    }

    /** χ² per triangle: about 1 for a model that is right within the noise; NaN without any. */
    public double reduced() {
      return chiSquared / triangles;
    }
  }

  /** Adds one visibility of the interval, in either order of its antennas. */
  public void add(
      int antenna1,
      int antenna2,
      double real,
      double imaginary,
      double modelReal,
      double modelImaginary,
      double weightOfIt) {
    if (antenna1 == antenna2 || !(weightOfIt > 0)) {
      return;
    }
    boolean isForth = antenna1 < antenna2;
    int at = isForth ? antenna1 * antennas + antenna2 : antenna2 * antennas + antenna1;
    double sign = isForth ? weightOfIt : -weightOfIt;
    data[2 * at] += weightOfIt * real;
    data[2 * at + 1] += sign * imaginary;
    model[2 * at] += weightOfIt * modelReal;
    model[2 * at + 1] += sign * modelImaginary;
    weight[at] += weightOfIt;
  }

  /** Compares all triangles of the interval. */
  public Fit fit() {
    Fit fit = Fit.none();
    for (int i = 0; i < antennas; i++) {
      for (int j = i + 1; j < antennas; j++) {
        for (int k = j + 1; weight[i * antennas + j] > 0 && k < antennas; k++) {
          fit = fit.plus(triangle(i, j, k));
        }
      }
    }
    return fit;
  }

  private Fit triangle(int i, int j, int k) {
    int first = i * antennas + j;
    int second = j * antennas + k;
    int third = i * antennas + k;
    double variance = variance(first) + variance(second) + variance(third);
    if (!(variance < LARGEST_VARIANCE)) {
      return Fit.none();
    }
    double difference =
        phase(data, first)
            + phase(data, second)
            - phase(data, third)
            - phase(model, first)
            - phase(model, second)
            + phase(model, third);
    return new Fit(1, 2 * (1 - Math.cos(difference)) / variance);
  }

  /** Of the phase of Σ w V: 1 / (w |V|²), with w = Σ w and |V| = |Σ w V| / Σ w. */
  private double variance(int pair) {
    double power = data[2 * pair] * data[2 * pair] + data[2 * pair + 1] * data[2 * pair + 1];
    return weight[pair] > 0 && power > 0 ? weight[pair] / power : Double.POSITIVE_INFINITY;
  }

  private static double phase(double[] sums, int pair) {
    return Math.atan2(sums[2 * pair + 1], sums[2 * pair]);
  }
}
