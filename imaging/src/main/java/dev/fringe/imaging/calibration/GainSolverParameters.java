package dev.fringe.imaging.calibration;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * @param mode which part of a gain is free
 * @param minimumSnr solutions whose signal-to-noise ratio is below are given up, and the others
 *     found again without them; 0 keeps all
 * @param reference antennas whose phase is set to 0, in the order of preference; where none has a
 *     solution, the first antenna that has one
 * @param held antennas whose gain stays 1
 */
public record GainSolverParameters(
    GainMode mode, double minimumSnr, List<Integer> reference, Set<Integer> held)
    implements Serializable {

  public GainSolverParameters {
    if (!(minimumSnr >= 0)) {
      throw new IllegalArgumentException(
          "a minimum signal-to-noise ratio of " + minimumSnr + " must be 0 or more");
    }
    reference = List.copyOf(reference);
    held = Set.copyOf(held);
  }

  public static GainSolverParameters of(GainMode mode) {
    return new GainSolverParameters(mode, 0, List.of(), Set.of());
  }

  public GainSolverParameters withMinimumSnr(double ratio) {
    return new GainSolverParameters(mode, ratio, reference, held);
  }

  public GainSolverParameters withReference(int antenna) {
    return new GainSolverParameters(mode, minimumSnr, List.of(antenna), held);
  }

  public GainSolverParameters holding(Set<Integer> antennas) {
    return new GainSolverParameters(mode, minimumSnr, reference, new TreeSet<>(antennas));
  }
}
