package dev.fringe.imaging.calibration;

import java.util.Arrays;

/**
 * Gains by alternating least squares: StEFCal, Salvini and Wijnholds 2014 (A&amp;A 571, A97).
 *
 * <p>With all other gains known, the best gain of antenna i is (their equation 9, summed over the
 * samples of each baseline)
 *
 * <pre>
 *   g_i = Σ_j cross_ij g_j / Σ_j power_ij |g_j|²
 * </pre>
 *
 * Every second step is averaged with the one before (their algorithm 1). A phase alone is that of
 * the sum above the bar, an amplitude alone its projection on the real axis.
 *
 * <p>An antenna has a solution where enough of its baselines go to antennas with solutions ({@link
 * GainMode#fewestBaselines}), and its signal-to-noise ratio {@code |g_i| sqrt(Σ_j power_ij |g_j|²)}
 * is high enough. Phases are relative to the reference antenna; antennas that no chain of baselines
 * joins to it are relative to the first of theirs.
 */
public final class GainSolver {

  private static final int MOST_ITERATIONS = 500;
  private static final double TOLERANCE = 1e-9;

  private final BaselineSums sums;
  private final GainSolverParameters parameters;
  private final int antennas;
  private final boolean[] free;
  private final boolean[] alive;
  private final double[] signalToNoise;
  private double[] real;
  private double[] imaginary;

  private GainSolver(BaselineSums sums, GainSolverParameters parameters, Gains start) {
    this.sums = sums;
    this.parameters = parameters;
    this.antennas = sums.antennas();
    this.free = new boolean[antennas];
    this.alive = new boolean[antennas];
    this.signalToNoise = new double[antennas];
    this.real = new double[antennas];
    this.imaginary = new double[antennas];
    for (int i = 0; i < antennas; i++) {
      free[i] = !parameters.held().contains(i);
      real[i] = free[i] ? start.real(i) : 1;
      imaginary[i] = free[i] ? start.imaginary(i) : 0;
    }
  }

  /** Solves one interval from gains of 1. */
  public static Gains solve(BaselineSums sums, GainSolverParameters parameters) {
    return solve(sums, parameters, Gains.unity(sums.antennas()));
  }

  /** Solves one interval, beginning with gains that are near, such as those of a cycle before. */
  public static Gains solve(BaselineSums sums, GainSolverParameters parameters, Gains start) {
    return new GainSolver(sums, parameters, start).solve();
  }

  private Gains solve() {
    for (int i = 0; i < antennas; i++) {
      alive[i] = baselines(i, false) > 0;
    }
    boolean settled = false;
    while (!settled) {
      prune();
      iterate();
      settled = !dropWeakest();
    }
    refer();
    return finish();
  }

  private int baselines(int i, boolean toAliveOnly) {
    int count = 0;
    for (int j = 0; j < antennas; j++) {
      count += sums.has(i, j) && (alive[j] || !toAliveOnly) ? 1 : 0;
    }
    return count;
  }

  /** Until every antenna left has enough baselines to antennas left. */
  private void prune() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < antennas; i++) {
        if (alive[i] && free[i] && baselines(i, true) < parameters.mode().fewestBaselines()) {
          alive[i] = false;
          changed = true;
        }
      }
    }
  }

  private void iterate() {
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[] nextReal = real.clone();
      double[] nextImaginary = imaginary.clone();
      for (int i = 0; i < antennas; i++) {
        if (alive[i] && free[i]) {
          improve(i, nextReal, nextImaginary);
        }
      }
      boolean average = iteration % 2 == 1;
      double change = 0;
      double size = 0;
      for (int i = 0; i < antennas; i++) {
        if (average) {
          nextReal[i] = (nextReal[i] + real[i]) / 2;
          nextImaginary[i] = (nextImaginary[i] + imaginary[i]) / 2;
          normalise(i, nextReal, nextImaginary);
        }
        change += Math.hypot(nextReal[i] - real[i], nextImaginary[i] - imaginary[i]);
        size += Math.hypot(real[i], imaginary[i]);
      }
      real = nextReal;
      imaginary = nextImaginary;
      if (average && change <= TOLERANCE * size) {
        return;
      }
    }
  }

  private void improve(int i, double[] nextReal, double[] nextImaginary) {
    double topReal = 0;
    double topImaginary = 0;
    double below = 0;
    for (int j = 0; j < antennas; j++) {
      if (alive[j] && sums.has(i, j)) {
        double crossReal = sums.crossReal(i, j);
        double crossImaginary = sums.crossImaginary(i, j);
        topReal += crossReal * real[j] - crossImaginary * imaginary[j];
        topImaginary += crossReal * imaginary[j] + crossImaginary * real[j];
        below += sums.power(i, j) * (real[j] * real[j] + imaginary[j] * imaginary[j]);
      }
    }
    if (!(below > 0)) {
      return;
    }
    if (parameters.mode() == GainMode.AMPLITUDE) {
      topImaginary = 0;
      topReal = Math.max(topReal, 0);
    }
    signalToNoise[i] = Math.hypot(topReal, topImaginary) / Math.sqrt(below);
    nextReal[i] = topReal / below;
    nextImaginary[i] = topImaginary / below;
    normalise(i, nextReal, nextImaginary);
  }

  /** Onto the circle of amplitude 1, where phases alone are free. */
  private void normalise(int i, double[] re, double[] im) {
    if (parameters.mode() == GainMode.PHASE) {
      double amplitude = Math.hypot(re[i], im[i]);
      re[i] = amplitude > 0 ? re[i] / amplitude : 1;
      im[i] = amplitude > 0 ? im[i] / amplitude : 0;
    }
  }

  private boolean dropWeakest() {
    int weakest = -1;
    for (int i = 0; i < antennas; i++) {
      if (alive[i]
          && free[i]
          && !(signalToNoise[i] >= parameters.minimumSnr() && signalToNoise[i] > 0)
          && (weakest < 0 || signalToNoise[i] < signalToNoise[weakest])) {
        weakest = i;
      }
    }
    if (weakest >= 0) {
      alive[weakest] = false;
    }
    return weakest >= 0;
  }

  /** Only differences of phase can be measured: each chain of baselines gets its zero. */
  private void refer() {
    if (parameters.mode() == GainMode.AMPLITUDE) {
      return;
    }
    boolean[] done = new boolean[antennas];
    for (int held : parameters.held()) {
      if (held < antennas && alive[held]) {
        turn(held, done); // A held antenna is at phase 0 already, and so gives the zero.
      }
    }
    for (int reference : parameters.reference()) {
      if (reference < antennas && alive[reference]) {
        turn(reference, done);
      }
    }
    for (int i = 0; i < antennas; i++) {
      if (alive[i]) {
        turn(i, done);
      }
    }
  }

  private void turn(int reference, boolean[] done) {
    if (done[reference]) {
      return;
    }
    double amplitude = Math.hypot(real[reference], imaginary[reference]);
    double cos = amplitude > 0 ? real[reference] / amplitude : 1;
    double sin = amplitude > 0 ? -imaginary[reference] / amplitude : 0;
    int[] chain = new int[antennas];
    int length = 1;
    chain[0] = reference;
    done[reference] = true;
    for (int at = 0; at < length; at++) {
      int i = chain[at];
      double turned = real[i] * cos - imaginary[i] * sin;
      imaginary[i] = real[i] * sin + imaginary[i] * cos;
      real[i] = turned;
      for (int j = 0; j < antennas; j++) {
        if (alive[j] && !done[j] && sums.has(i, j)) {
          done[j] = true;
          chain[length++] = j;
        }
      }
    }
    imaginary[reference] = 0;
  }

  private Gains finish() {
    double[] ratio = signalToNoise.clone();
    for (int i = 0; i < antennas; i++) {
      if (!alive[i]) {
        real[i] = 1;
        imaginary[i] = 0;
        ratio[i] = 0;
      }
    }
    return new Gains(real, imaginary, ratio, Arrays.copyOf(alive, antennas));
  }
}
