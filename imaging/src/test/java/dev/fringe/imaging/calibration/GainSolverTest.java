package dev.fringe.imaging.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GainSolverTest {

  private static final double[] AMPLITUDES = {1.0, 0.4, 2.5, 0.9, 1.3, 0.7, 1.1};
  private static final double[] PHASES = {0.0, 2.9, -1.7, 0.3, -3.0, 1.2, 2.2};

  private static double[] real(double[] amplitudes, double[] phases) {
    double[] re = new double[phases.length];
    for (int i = 0; i < re.length; i++) {
      re[i] = amplitudes[i] * Math.cos(phases[i]);
    }
    return re;
  }

  private static double[] imaginary(double[] amplitudes, double[] phases) {
    double[] im = new double[phases.length];
    for (int i = 0; i < im.length; i++) {
      im[i] = amplitudes[i] * Math.sin(phases[i]);
    }
    return im;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static SimulatedArray array(double[] amplitudes, double noiseJy, long seed) {
    return SimulatedArray.of(
        real(amplitudes, PHASES), imaginary(amplitudes, PHASES), noiseJy, seed);
  }

  private static void assertPhase(double expected, double actual, double tolerance) {
    assertEquals(0, Math.IEEEremainder(expected - actual, 2 * Math.PI), tolerance);
  }

  @Test
  void gainsThatWerePutInComeBack() {
    Gains gains =
        GainSolver.solve(
            array(AMPLITUDES, 0, 1).sums(), GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE));
    for (int i = 0; i < AMPLITUDES.length; i++) {
      assertEquals(AMPLITUDES[i], gains.amplitude(i), 1e-7 * AMPLITUDES[i]);
      assertPhase(PHASES[i], gains.phaseRadians(i), 1e-7);
    }
  }

  @Test
  void phasesThatWerePutInComeBackRelativeToTheReference() {
    Gains gains =
        GainSolver.solve(
            array(ones(7), 0, 2).sums(), GainSolverParameters.of(GainMode.PHASE).withReference(3));
    assertEquals(0, gains.phaseRadians(3));
    for (int i = 0; i < 7; i++) {
      assertEquals(1, gains.amplitude(i), 1e-12);
      assertPhase(PHASES[i] - PHASES[3], gains.phaseRadians(i), 1e-7);
    }
  }

  /** Over many realisations the error of a gain is that which its signal-to-noise ratio tells. */
  @Test
  void errorsAreThoseOfTheNoise() {
    double squares = 0;
    int count = 0;
    for (long seed = 0; seed < 200; seed++) {
      Gains gains =
          GainSolver.solve(
              array(AMPLITUDES, 0.05, seed).sums(),
              GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE));
      for (int i = 0; i < AMPLITUDES.length; i++) {
        double sigma = gains.amplitude(i) / gains.signalToNoise(i);
        double error = (gains.amplitude(i) - AMPLITUDES[i]) / sigma;
        squares += error * error;
        count++;
      }
    }
    // Above 1, for the ratio takes the other gains as known.
    assertEquals(1.1, Math.sqrt(squares / count), 0.2);
  }

  @Test
  void timesAndChannelsOfAnIntervalAreSolvedTogether() {
    BaselineSums whole = BaselineSums.of(7);
    BaselineSums part = BaselineSums.of(7);
    array(AMPLITUDES, 0, 3).addTo(whole);
    array(AMPLITUDES, 0, 3).addTo(part);
    BaselineSums rest = array(AMPLITUDES, 0, 4).sums();
    array(AMPLITUDES, 0, 4).addTo(whole);
    part.merge(rest);
    Gains together = GainSolver.solve(whole, GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE));
    Gains merged = GainSolver.solve(part, GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE));
    for (int i = 0; i < 7; i++) {
      assertEquals(AMPLITUDES[i], together.amplitude(i), 1e-7);
      assertEquals(together.real(i), merged.real(i), 1e-12);
      assertEquals(together.imaginary(i), merged.imaginary(i), 1e-12);
    }
  }

  @Test
  void amplitudesAloneFollowOncePhasesAreTakenOut() {
    SimulatedArray array = array(AMPLITUDES, 0, 5);
    Gains phases = GainSolver.solve(array.sums(), GainSolverParameters.of(GainMode.PHASE));
    BaselineSums corrected = BaselineSums.of(7);
    corrected.addCorrected(array.sums(), phases);
    Gains amplitudes =
        GainSolver.solve(corrected, GainSolverParameters.of(GainMode.AMPLITUDE).holding(Set.of()));
    for (int i = 0; i < 7; i++) {
      assertEquals(0, amplitudes.imaginary(i));
      assertEquals(AMPLITUDES[i], amplitudes.amplitude(i), 1e-6);
      assertEquals(AMPLITUDES[i], phases.timesAmplitudes(amplitudes).amplitude(i), 1e-6);
    }
  }

  @Test
  void heldAntennasKeepAGainOfOne() {
    double[] oneIsWrong = ones(7);
    oneIsWrong[4] = 0.5;
    double[] none = new double[7];
    BaselineSums sums = SimulatedArray.of(oneIsWrong, none, 0.01, 6).sums();
    Gains gains =
        GainSolver.solve(
            sums, GainSolverParameters.of(GainMode.AMPLITUDE).holding(Set.of(0, 1, 2, 3, 5, 6)));
    assertEquals(0.5, gains.amplitude(4), 0.02);
    assertEquals(1, gains.amplitude(0));
  }

  @Test
  void correctedVisibilitiesHaveGainsOfOne() {
    SimulatedArray array = array(AMPLITUDES, 0, 7);
    BaselineSums corrected = BaselineSums.of(7);
    corrected.addCorrected(
        array.sums(), Gains.of(real(AMPLITUDES, PHASES), imaginary(AMPLITUDES, PHASES)));
    Gains gains =
        GainSolver.solve(corrected, GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE));
    for (int i = 0; i < 7; i++) {
      assertEquals(1, gains.real(i), 1e-7);
      assertEquals(0, gains.imaginary(i), 1e-7);
    }
  }

  @Test
  void twoAntennasTellNoPhaseThatTheModelDidNot() {
    Gains gains =
        GainSolver.solve(
            SimulatedArray.of(ones(2), new double[2], 0, 8).sums(),
            GainSolverParameters.of(GainMode.PHASE));
    assertEquals(0, gains.solvedCount());
    assertEquals(1, gains.amplitude(0));
  }

  @Test
  void threeAntennasTellPhasesButNoAmplitudes() {
    BaselineSums sums = SimulatedArray.of(ones(3), new double[3], 0, 9).sums();
    assertEquals(3, GainSolver.solve(sums, GainSolverParameters.of(GainMode.PHASE)).solvedCount());
    assertEquals(
        0,
        GainSolver.solve(sums, GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE))
            .solvedCount());
  }

  /** A star has no triangle, so its phases would repeat the model whatever it is. */
  @Test
  void baselinesOfOneAntennaAloneAreNotEnough() {
    SimulatedArray array = array(ones(7), 0, 10);
    BaselineSums star = BaselineSums.of(7);
    for (int j = 1; j < 7; j++) {
      array.addTo(star, 0, j);
    }
    assertEquals(0, GainSolver.solve(star, GainSolverParameters.of(GainMode.PHASE)).solvedCount());
  }

  @Test
  void anAntennaThatSeesOnlyNoiseIsGivenUpAndTheOthersAreNot() {
    double[] amplitudes = {1, 1, 1, 1, 1, 0, 1};
    Gains gains =
        GainSolver.solve(
            array(amplitudes, 0.05, 11).sums(),
            GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE).withMinimumSnr(5));
    assertFalse(gains.isSolved(5));
    assertEquals(6, gains.solvedCount());
    assertEquals(1, gains.amplitude(5));
    assertTrue(gains.signalToNoise(0) > 20);
  }

  @Test
  void nothingAtAllHasNoSolution() {
    Gains gains = GainSolver.solve(BaselineSums.of(5), GainSolverParameters.of(GainMode.PHASE));
    assertEquals(0, gains.solvedCount());
  }

  @Test
  void aGoodStartIsNoDifferentFromNone() {
    BaselineSums sums = array(AMPLITUDES, 0.02, 12).sums();
    GainSolverParameters parameters = GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE);
    Gains cold = GainSolver.solve(sums, parameters);
    Gains warm = GainSolver.solve(sums, parameters, cold);
    for (int i = 0; i < 7; i++) {
      assertEquals(cold.real(i), warm.real(i), 1e-6);
      assertEquals(cold.imaginary(i), warm.imaginary(i), 1e-6);
    }
  }

  @Test
  void sumsOfOtherArraysDoNotFit() {
    assertThrows(
        IllegalArgumentException.class, () -> BaselineSums.of(3).merge(BaselineSums.of(4)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GainSolverParameters(GainMode.PHASE, -1, List.of(), Set.of()));
  }

  /** Independent truth: what antennas do to phases and amplitudes cancels around closed figures. */
  @Test
  void gainsLeaveClosurePhasesAndAmplitudesAsTheyAre() {
    Random random = new Random(13);
    double[] re = new double[7];
    double[] im = new double[7];
    for (int i = 0; i < 7; i++) {
      re[i] = random.nextGaussian();
      im[i] = random.nextGaussian();
    }
    SimulatedArray clean = SimulatedArray.of(ones(7), new double[7], 0, 14);
    SimulatedArray corrupted = SimulatedArray.of(re, im, 0, 14);
    Gains gains =
        GainSolver.solve(corrupted.sums(), GainSolverParameters.of(GainMode.AMPLITUDE_AND_PHASE));
    assertPhase(closurePhase(clean, 1, 3, 5), closurePhase(corrupted, 1, 3, 5), 1e-9);
    assertEquals(closureAmplitude(clean), closureAmplitude(corrupted), 1e-9);
    assertPhase(
        closurePhase(clean, 1, 3, 5), closurePhase(corrected(corrupted, gains), 1, 3, 5), 1e-9);
    assertEquals(closureAmplitude(clean), closureAmplitude(corrected(corrupted, gains)), 1e-9);
  }

  private static SimulatedArray corrected(SimulatedArray array, Gains gains) {
    for (int i = 0; i < 7; i++) {
      for (int j = i + 1; j < 7; j++) {
        double[] value = {array.real[i][j], array.imaginary[i][j]};
        GainPair.of(gains, i, j).correct(value);
        array.real[i][j] = value[0];
        array.imaginary[i][j] = value[1];
      }
    }
    return array;
  }

  private static double phase(SimulatedArray array, int i, int j) {
    return Math.atan2(array.imaginary[i][j], array.real[i][j]);
  }

  private static double closurePhase(SimulatedArray array, int i, int j, int k) {
    return phase(array, i, j) + phase(array, j, k) - phase(array, i, k);
  }

  private static double closureAmplitude(SimulatedArray array) {
    return amplitude(array, 0, 1)
        * amplitude(array, 2, 3)
        / (amplitude(array, 0, 2) * amplitude(array, 1, 3));
  }

  private static double amplitude(SimulatedArray array, int i, int j) {
    return Math.hypot(array.real[i][j], array.imaginary[i][j]);
  }
}
