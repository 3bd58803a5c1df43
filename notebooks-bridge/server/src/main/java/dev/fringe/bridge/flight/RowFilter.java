package dev.fringe.bridge.flight;

import java.util.List;
import java.util.Optional;

/**
 * Which visibilities are wanted; what is empty doesn't matter.
 *
 * @param time modified Julian dates, UTC
 * @param uvDistance metres: sqrt(u² + v²)
 * @param antennas numbers of which one or the other antenna of a row must be one
 * @param baselines pairs of antenna numbers, in either order
 * @param channels counted from 0 through all windows
 * @param frequency Hz, of the channels' centres
 * @param autocorrelations whether rows of an antenna with itself are wanted
 * @param flagged whether rows are wanted all of whose visibilities are flagged
 */
record RowFilter(
    Optional<Interval> time,
    Optional<Interval> uvDistance,
    Optional<List<Integer>> antennas,
    Optional<List<Baseline>> baselines,
    Optional<Range> channels,
    Optional<Interval> frequency,
    boolean autocorrelations,
    boolean flagged) {
  static final RowFilter NONE =
      new RowFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          true);

  /** A pair of antennas. */
  record Baseline(int antenna1, int antenna2) {
    boolean joins(int one, int other) {
      return (one == antenna1 && other == antenna2) || (one == antenna2 && other == antenna1);
    }
  }

  /** Whether rows are chosen by their coordinates. */
  boolean choosesByCoordinates() {
    return time.isPresent()
        || uvDistance.isPresent()
        || antennas.isPresent()
        || baselines.isPresent()
        || !autocorrelations;
  }

  /** Whether every row is wanted. */
  boolean takesAllRows() {
    return flagged && !choosesByCoordinates();
  }

  boolean accepts(double mjd, double uMetres, double vMetres, int antenna1, int antenna2) {
    return (autocorrelations || antenna1 != antenna2)
        && time.map(t -> t.contains(mjd)).orElse(true)
        && uvDistance.map(d -> d.contains(Math.hypot(uMetres, vMetres))).orElse(true)
        && antennas.map(a -> a.contains(antenna1) || a.contains(antenna2)).orElse(true)
        && baselines
            .map(all -> all.stream().anyMatch(b -> b.joins(antenna1, antenna2)))
            .orElse(true);
  }
}
