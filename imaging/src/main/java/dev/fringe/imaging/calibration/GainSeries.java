package dev.fringe.imaging.calibration;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Solves a whole observation: phases, which the air changes fast, in short intervals, and
 * amplitudes, which change slowly, over longer ones. Each is solved with the other taken out.
 *
 * <p>Where an antenna's phase has no solution, nor has its gain; where its amplitude has none, it
 * keeps 1. Unless antennas are held, amplitudes of an interval have a geometric mean of 1, so that
 * the flux scale stays with the data and does not drift from cycle to cycle.
 */
public final class GainSeries {

  private final SolutionIntervals phaseIntervals;
  private final SolutionIntervals amplitudeIntervals;
  private final GainSolverParameters phases;
  private final GainSolverParameters amplitudes;

  /**
   * @param phaseIntervals in which phases are constant
   * @param amplitudeIntervals in which amplitudes are constant; not shorter
   */
  public GainSeries(
      SolutionIntervals phaseIntervals,
      SolutionIntervals amplitudeIntervals,
      GainSolverParameters parameters) {
    if (amplitudeIntervals.seconds() < phaseIntervals.seconds()) {
      throw new IllegalArgumentException(
          "amplitudes over %s s must not be over less than phases, %s s"
              .formatted(amplitudeIntervals.seconds(), phaseIntervals.seconds()));
    }
    this.phaseIntervals = phaseIntervals;
    this.amplitudeIntervals = amplitudeIntervals;
    this.phases =
        new GainSolverParameters(
            GainMode.PHASE, parameters.minimumSnr(), parameters.reference(), Set.of());
    this.amplitudes =
        new GainSolverParameters(
            GainMode.AMPLITUDE, parameters.minimumSnr(), parameters.reference(), parameters.held());
  }

  /**
   * Gains of one cycle.
   *
   * @param phases by phase interval
   * @param amplitudes by amplitude interval
   */
  public record Solution(SortedMap<Integer, Gains> phases, SortedMap<Integer, Gains> amplitudes)
      implements java.io.Serializable {

    public Solution {
      phases = new TreeMap<>(phases);
      amplitudes = new TreeMap<>(amplitudes);
    }

    /** Before the first cycle. */
    public static Solution none() {
      return new Solution(new TreeMap<>(), new TreeMap<>());
    }
  }

  /**
   * @param sums of what was observed, by phase interval
   * @param before the solution of the cycle before
   * @param withAmplitudes whether amplitudes are solved too; if not, those before are kept
   */
  public Solution solve(
      SortedMap<Integer, BaselineSums> sums, Solution before, boolean withAmplitudes) {
    SortedMap<Integer, Gains> solved = new TreeMap<>();
    SortedMap<Integer, BaselineSums> levelled = new TreeMap<>();
    for (Map.Entry<Integer, BaselineSums> entry : sums.entrySet()) {
      int interval = entry.getKey();
      BaselineSums observed = entry.getValue();
      int antennas = observed.antennas();
      BaselineSums corrected = BaselineSums.of(antennas);
      corrected.addCorrected(observed, amplitudesOf(interval, before, antennas));
      Gains start =
          Optional.ofNullable(before.phases().get(interval)).orElse(Gains.unity(antennas));
      Gains phase = GainSolver.solve(corrected, phases, start);
      solved.put(interval, phase);
      if (withAmplitudes) {
        levelled
            .computeIfAbsent(amplitudeInterval(interval), _ -> BaselineSums.of(antennas))
            .addCorrected(observed, phase);
      }
    }
    if (!withAmplitudes) {
      return new Solution(solved, before.amplitudes());
    }
    SortedMap<Integer, Gains> levels = new TreeMap<>();
    levelled.forEach((interval, all) -> levels.put(interval, amplitudes(all)));
    return new Solution(solved, levels);
  }

  private Gains amplitudes(BaselineSums sums) {
    Gains gains = GainSolver.solve(sums, amplitudes);
    int antennas = gains.antennas();
    double logarithms = 0;
    for (int i = 0; i < antennas; i++) {
      logarithms += gains.isSolved(i) ? Math.log(gains.amplitude(i)) : 0;
    }
    boolean isFree = amplitudes.held().isEmpty() && gains.solvedCount() > 0;
    double scale = isFree ? Math.exp(-logarithms / gains.solvedCount()) : 1;
    double[] real = new double[antennas];
    for (int i = 0; i < antennas; i++) {
      real[i] = gains.isSolved(i) ? scale * gains.amplitude(i) : 1;
    }
    return Gains.of(real, new double[antennas]);
  }

  private int amplitudeInterval(int phaseInterval) {
    double middle =
        Double.isInfinite(phaseIntervals.seconds())
            ? phaseIntervals.originMjd()
            : (phaseIntervals.startMjd(phaseInterval) + phaseIntervals.startMjd(phaseInterval + 1))
                / 2;
    return amplitudeIntervals.of(middle);
  }

  private Gains amplitudesOf(int phaseInterval, Solution solution, int antennas) {
    return Optional.ofNullable(solution.amplitudes().get(amplitudeInterval(phaseInterval)))
        .orElse(Gains.unity(antennas));
  }

  /** Phases and amplitudes together, by phase interval. */
  public SortedMap<Integer, Gains> combine(Solution solution) {
    SortedMap<Integer, Gains> all = new TreeMap<>();
    for (int interval : new HashSet<>(solution.phases().keySet())) {
      Gains phase = solution.phases().get(interval);
      all.put(interval, phase.timesAmplitudes(amplitudesOf(interval, solution, phase.antennas())));
    }
    return all;
  }
}
