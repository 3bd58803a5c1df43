package dev.fringe.imaging.calibration;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Complex gains of antennas in one solution interval, dimensionless, with the signal-to-noise ratio
 * of each. An antenna without a solution has a gain of 1 and says so: what it measured in the
 * interval should not be used. Immutable.
 */
public final class Gains implements Serializable {

  private static final long serialVersionUID = 1;

  private final double[] real;
  private final double[] imaginary;
  private final double[] signalToNoise;
  private final boolean[] solved;

  Gains(double[] real, double[] imaginary, double[] signalToNoise, boolean[] solved) {
    this.real = real;
    this.imaginary = imaginary;
    this.signalToNoise = signalToNoise;
    this.solved = solved;
  }

  /** Gains of 1, all solved, as before any calibration. */
  public static Gains unity(int antennas) {
    double[] ones = new double[antennas];
    Arrays.fill(ones, 1);
    boolean[] all = new boolean[antennas];
    Arrays.fill(all, true);
    return new Gains(ones, new double[antennas], new double[antennas], all);
  }

  /** Gains that are known; their arrays are copied. */
  public static Gains of(double[] real, double[] imaginary) {
    boolean[] all = new boolean[real.length];
    Arrays.fill(all, true);
    return new Gains(real.clone(), imaginary.clone(), new double[real.length], all);
  }

  /** These gains with their amplitudes multiplied by those of others; solved where these are. */
  public Gains timesAmplitudes(Gains other) {
    int n = antennas();
    double[] productReal = new double[n];
    double[] productImaginary = new double[n];
    for (int i = 0; i < n; i++) {
      double factor = solved[i] ? other.amplitude(i) : 1;
      productReal[i] = real[i] * factor;
      productImaginary[i] = imaginary[i] * factor;
    }
    return new Gains(productReal, productImaginary, signalToNoise, solved);
  }

  public int antennas() {
    return real.length;
  }

  public boolean isSolved(int antenna) {
    return solved[antenna];
  }

  public double real(int antenna) {
    return real[antenna];
  }

  public double imaginary(int antenna) {
    return imaginary[antenna];
  }

  public double amplitude(int antenna) {
    return Math.hypot(real[antenna], imaginary[antenna]);
  }

  /** In (-π, π]. */
  public double phaseRadians(int antenna) {
    return Math.atan2(imaginary[antenna], real[antenna]);
  }

  /** Of the solution; 0 for gains that were given, not solved. */
  public double signalToNoise(int antenna) {
    return signalToNoise[antenna];
  }

  /** How many antennas have a solution. */
  public int solvedCount() {
    int count = 0;
    for (boolean one : solved) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
