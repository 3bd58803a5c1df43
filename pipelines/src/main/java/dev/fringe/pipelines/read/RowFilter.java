package dev.fringe.pipelines.read;

import dev.fringe.pipelines.elements.DataCounts;
import dev.fringe.pipelines.elements.ObservedTime;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.workflow.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes the rows and channels of a selection out of a block, and counts what it leaves. */
final class RowFilter {

  private static final double MJD_OF_EPOCH = 40587;
  private static final double SECONDS_PER_DAY = 86_400;

  private final int[] channels;
  private final double startMjd;
  private final double endMjd;
  private final Set<Integer> excluded = new TreeSet<>();

  RowFilter(Selection selection, Observation observation) {
    this.channels = channels(selection, observation);
    this.startMjd =
        selection.timeRange().map(range -> mjd(range.start())).orElse(Double.NEGATIVE_INFINITY);
    this.endMjd =
        selection.timeRange().map(range -> mjd(range.end())).orElse(Double.POSITIVE_INFINITY);
    for (Antenna antenna : observation.antennas()) {
      if (selection.excludeAntennas().contains(antenna.name().trim())) {
        excluded.add(antenna.number());
      }
    }
  }

  private static int[] channels(Selection selection, Observation observation) {
    List<Integer> taken = new ArrayList<>();
    int next = 0;
    for (int window = 0; window < observation.windows().size(); window++) {
      int number = window;
      boolean windowTaken = selection.windows().map(r -> r.contains(number)).orElse(true);
      for (int channel = 0; channel < observation.windows().get(window).channels(); channel++) {
        int inWindow = channel;
        if (windowTaken && selection.channels().map(r -> r.contains(inWindow)).orElse(true)) {
          taken.add(next);
        }
        next++;
      }
    }
    return taken.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double mjd(Instant time) {
    return MJD_OF_EPOCH + (time.getEpochSecond() + 1e-9 * time.getNano()) / SECONDS_PER_DAY;
  }

  int[] channels() {
    return channels;
  }

  /** The block itself where everything is taken, a smaller one elsewhere. */
  VisibilityBlock select(VisibilityBlock block) {
    int[] rows = new int[block.rows()];
    int taken = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (!isAutocorrelation(block, row) && isSelected(block, row)) {
        rows[taken++] = row;
      }
    }
    if (taken == block.rows() && channels.length == block.channels()) {
      return block;
    }
    return take(block, Arrays.copyOf(rows, taken));
  }

  /** What {@link #select} leaves out; the rest of the counts is for others to tell. */
  DataCounts leftOut(VisibilityBlock block) {
    long autocorrelations = 0;
    long unselected = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (isAutocorrelation(block, row)) {
        autocorrelations++;
      } else if (!isSelected(block, row)) {
        unselected++;
      }
    }
    return new DataCounts(0, 0, autocorrelations, unselected, ObservedTime.none());
  }

  private static boolean isAutocorrelation(VisibilityBlock block, int row) {
    return block.antenna1()[row] == block.antenna2()[row];
  }

  private boolean isSelected(VisibilityBlock block, int row) {
    double time = block.timeMjd()[row];
    return !(time < startMjd || time > endMjd)
        && (excluded.isEmpty()
            || !(excluded.contains(block.antenna1()[row])
                || excluded.contains(block.antenna2()[row])));
  }

  private VisibilityBlock take(VisibilityBlock block, int[] rows) {
    int correlations = block.correlations();
    int samples = rows.length * channels.length * correlations;
    float[] real = new float[samples];
    float[] imaginary = new float[samples];
    float[] weight = new float[samples];
    int to = 0;
    for (int row : rows) {
      for (int channel : channels) {
        int from = (row * block.channels() + channel) * correlations;
        System.arraycopy(block.real(), from, real, to, correlations);
        System.arraycopy(block.imaginary(), from, imaginary, to, correlations);
        System.arraycopy(block.weight(), from, weight, to, correlations);
        to += correlations;
      }
    }
    float[] integration = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      integration[i] = block.integrationSeconds()[rows[i]];
    }
    return new VisibilityBlock(
        rows.length,
        channels.length,
        correlations,
        pick(block.uMetres(), rows),
        pick(block.vMetres(), rows),
        pick(block.wMetres(), rows),
        pick(block.timeMjd(), rows),
        pick(block.antenna1(), rows),
        pick(block.antenna2(), rows),
        integration,
        real,
        imaginary,
        weight);
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private static int[] pick(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }
}
