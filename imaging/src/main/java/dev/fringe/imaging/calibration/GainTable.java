package dev.fringe.imaging.calibration;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gains of an array over time.
 *
 * @param antennas names, in the order of the gains
 * @param intervals of time
 * @param gains by the number of their interval; one that is missing has no solution
 */
public record GainTable(
    List<String> antennas, SolutionIntervals intervals, SortedMap<Integer, Gains> gains)
    implements Serializable {

  public GainTable {
    antennas = List.copyOf(antennas);
    gains = new TreeMap<>(gains);
  }

  /** A table without solutions. */
  public static GainTable empty(List<String> antennas, SolutionIntervals intervals) {
    return new GainTable(antennas, intervals, new TreeMap<>());
  }

  /** The gains at a time. */
  public Optional<Gains> at(double mjd) {
    return Optional.ofNullable(gains.get(intervals.of(mjd)));
  }

  /** How many gains of single antennas have been solved. */
  public long solvedCount() {
    return gains.values().stream().mapToLong(Gains::solvedCount).sum();
  }

  /** Antennas' mean amplitude over the intervals in which they have a solution; 1 where none. */
  public double[] meanAmplitudes() {
    double[] means = new double[antennas.size()];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      int count = 0;
      for (Map.Entry<Integer, Gains> entry : gains.entrySet()) {
        if (entry.getValue().isSolved(i)) {
          sum += entry.getValue().amplitude(i);
          count++;
        }
      }
      means[i] = count > 0 ? sum / count : 1;
    }
    return means;
  }
}
