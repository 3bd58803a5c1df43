package dev.fringe.imaging.calibration;

import java.io.Serializable;

/**
 * What solving for gains needs to know of the visibilities of one solution interval: for every pair
 * of antennas, sums over its times, channels and polarisations. Their number does not depend on the
 * number of samples, and sums of parts of an interval can be added.
 *
 * <pre>
 *   cross_ij = Σ w V_ij conj(M_ij)     power_ij = Σ w |M_ij|²
 * </pre>
 *
 * For gains that are constant in the interval, they hold all that least squares ask for: {@code Σ w
 * |V - g_i conj(g_j) M|²} differs from {@code Σ |g_i g_j|² power - 2 Re(conj(g_i) g_j cross)} by a
 * constant only.
 */
public final class BaselineSums implements Serializable {

  private static final long serialVersionUID = 1;

  private final int antennas;
  private final double[] crossReal;
  private final double[] crossImaginary;
  private final double[] power;

  private BaselineSums(int antennas, double[] crossReal, double[] crossImaginary, double[] power) {
    this.antennas = antennas;
    this.crossReal = crossReal;
    this.crossImaginary = crossImaginary;
    this.power = power;
  }

  /** Sums of nothing yet, for antennas numbered from 0. */
  public static BaselineSums of(int antennas) {
    int pairs = Math.multiplyExact(antennas, antennas);
    return new BaselineSums(antennas, new double[pairs], new double[pairs], new double[pairs]);
  }

  /**
   * Adds one visibility; those of an antenna with itself, and of weight not above 0, tell nothing
   * and are passed over.
   *
   * @param weight inverse variance of its real part, and of its imaginary part
   */
  public void add(
      int antenna1,
      int antenna2,
      double real,
      double imaginary,
      double modelReal,
      double modelImaginary,
      double weight) {
    if (antenna1 == antenna2 || !(weight > 0)) {
      return;
    }
    addCross(
        antenna1,
        antenna2,
        weight * (real * modelReal + imaginary * modelImaginary),
        weight * (imaginary * modelReal - real * modelImaginary),
        weight * (modelReal * modelReal + modelImaginary * modelImaginary));
  }

  private void addCross(int i, int j, double real, double imaginary, double modelPower) {
    int forth = i * antennas + j;
    int back = j * antennas + i;
    crossReal[forth] += real;
    crossImaginary[forth] += imaginary;
    power[forth] += modelPower;
    crossReal[back] += real;
    crossImaginary[back] -= imaginary;
    power[back] += modelPower;
  }

  /**
   * Adds sums of other visibilities as they would be had these gains been taken out of them: {@code
   * V / (g_i conj(g_j))}, with weights that follow. Antennas without a gain are left out.
   */
  public void addCorrected(BaselineSums other, Gains gains) {
    if (other.antennas != antennas || gains.antennas() != antennas) {
      throw new IllegalArgumentException(
          "sums of %d antennas and gains of %d do not fit sums of %d"
              .formatted(other.antennas, gains.antennas(), antennas));
    }
    for (int i = 0; i < antennas; i++) {
      for (int j = i + 1; j < antennas; j++) {
        int pair = i * antennas + j;
        if (other.power[pair] > 0 && gains.isSolved(i) && gains.isSolved(j)) {
          double productReal =
              gains.real(i) * gains.real(j) + gains.imaginary(i) * gains.imaginary(j);
          double productImaginary =
              gains.imaginary(i) * gains.real(j) - gains.real(i) * gains.imaginary(j);
          // w' V' conj(M) = w |p|² (V / p) conj(M) = w conj(p) V conj(M).
          addCross(
              i,
              j,
              productReal * other.crossReal[pair] + productImaginary * other.crossImaginary[pair],
              productReal * other.crossImaginary[pair] - productImaginary * other.crossReal[pair],
              (productReal * productReal + productImaginary * productImaginary)
                  * other.power[pair]);
        }
      }
    }
  }

  /** Adds sums of other visibilities. */
  public void merge(BaselineSums other) {
    addCorrected(other, Gains.unity(other.antennas));
  }

  public int antennas() {
    return antennas;
  }

  /** Whether the pair has been observed with a model that is not 0. */
  public boolean has(int i, int j) {
    return power[i * antennas + j] > 0;
  }

  double crossReal(int i, int j) {
    return crossReal[i * antennas + j];
  }

  double crossImaginary(int i, int j) {
    return crossImaginary[i * antennas + j];
  }

  double power(int i, int j) {
    return power[i * antennas + j];
  }
}
