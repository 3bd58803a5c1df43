package dev.fringe.pipelines.read;

import dev.fringe.imaging.polarisation.StokesCombiner;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.pipelines.elements.DataCounts;
import dev.fringe.pipelines.elements.ObservedTime;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import dev.fringe.workflow.AntennaFactor;
import dev.fringe.workflow.Selection;
import dev.fringe.workflow.value.UvRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads ranges of one visibility file as samples, in blocks of about a million values, so that
 * memory does not depend on the size of the range.
 */
public final class SampleReader {

  private static final int VALUES_PER_BLOCK = 1 << 20;

  private final VisibilityFile file;
  private final StokesCombiner combiner;
  private final Optional<UvRange> uvRange;
  private final RowFilter filter;
  private final double[] frequenciesHz;
  private final int rowsPerBlock;
  private final Map<Integer, Double> factors = new HashMap<>();

  private SampleReader(VisibilityFile file, StokesCombiner combiner, Selection selection) {
    this.file = file;
    this.combiner = combiner;
    this.uvRange = selection.uvRange();
    this.filter = new RowFilter(selection, file.observation());
    double[] all = file.observation().frequenciesHz();
    this.frequenciesHz = Arrays.stream(filter.channels()).mapToDouble(c -> all[c]).toArray();
    int valuesPerRow = all.length * file.observation().correlations().size();
    this.rowsPerBlock = Math.max(1, VALUES_PER_BLOCK / Math.max(1, valuesPerRow));
  }

  /** Wraps an opened file. */
  public static SampleReader over(VisibilityFile file, String products, Selection selection) {
    StokesCombiner combiner = StokesCombiner.of(file.observation().correlations(), products);
    return new SampleReader(file, combiner, selection);
  }

  /** Multiplies the weights of antennas' baselines, those of unknown names passed over. */
  public SampleReader weighing(List<AntennaFactor> antennas) {
    for (Antenna antenna : file.observation().antennas()) {
      for (AntennaFactor factor : antennas) {
        if (AntennaIndex.nameOf(antenna).equals(factor.antenna())) {
          factors.put(antenna.number(), factor.factor());
        }
      }
    }
    return this;
  }

  /** What is done with each block and the rows that it was made of. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(SampleBlock block, VisibilityBlock rows) throws IOException;
  }

  /** What is done with each block. */
  @FunctionalInterface
  public interface BlockConsumer {
    void accept(SampleBlock block) throws IOException;
  }

  /** Reads rows and hands them on block by block; returns what was met. */
  public DataCounts read(long firstRow, long rows, BlockConsumer consumer) throws IOException {
    return readRows(firstRow, rows, (block, _) -> consumer.accept(block));
  }

  /** As {@link #read}, with the times and antennas of the rows. */
  public DataCounts readRows(long firstRow, long rows, RowConsumer consumer) throws IOException {
    DataCounts counts = DataCounts.none();
    file.expect(firstRow, rows);
    for (long row = firstRow; row < firstRow + rows; row += rowsPerBlock) {
      int count = (int) Math.min(rowsPerBlock, firstRow + rows - row);
      VisibilityBlock read = file.read(row, count);
      VisibilityBlock taken = filter.select(read);
      counts = counts.plus(filter.leftOut(read));
      if (taken.rows() == 0 || taken.channels() == 0) {
        continue;
      }
      SampleBlock block =
          combiner.combine(
              taken.rows(),
              frequenciesHz,
              taken.uMetres(),
              taken.vMetres(),
              taken.wMetres(),
              taken.real(),
              taken.imaginary(),
              taken.weight());
      uvRange.ifPresent(range -> dropOutside(range, block));
      weigh(block, taken);
      counts = counts.plus(count(block, taken));
      consumer.accept(block, taken);
    }
    return counts;
  }

  private void weigh(SampleBlock block, VisibilityBlock rows) {
    for (int row = 0; row < block.rows() && !factors.isEmpty(); row++) {
      double factor =
          factors.getOrDefault(rows.antenna1()[row], 1.0)
              * factors.getOrDefault(rows.antenna2()[row], 1.0);
      for (int sample = row * block.channels(); sample < (row + 1) * block.channels(); sample++) {
        block.weight()[sample] *= (float) factor;
      }
    }
  }

  private void dropOutside(UvRange range, SampleBlock block) {
    for (int row = 0; row < block.rows(); row++) {
      double metres = Math.hypot(block.uMetres()[row], block.vMetres()[row]);
      for (int channel = 0; channel < frequenciesHz.length; channel++) {
        if (!range.contains(metres, frequenciesHz[channel])) {
          block.weight()[row * frequenciesHz.length + channel] = 0;
        }
      }
    }
  }

  private static DataCounts count(SampleBlock block, VisibilityBlock rows) {
    long used = 0;
    List<ObservedTime.Interval> observed = new ArrayList<>();
    double last = Double.NaN;
    for (int row = 0; row < block.rows(); row++) {
      long before = used;
      for (int sample = row * block.channels(); sample < (row + 1) * block.channels(); sample++) {
        used += block.weight()[sample] > 0 ? 1 : 0;
      }
      // The baselines of one time mostly follow one another.
      if (used > before && rows.timeMjd()[row] != last) {
        last = rows.timeMjd()[row];
        observed.addAll(ObservedTime.of(last, rows.integrationSeconds()[row]).intervals());
      }
    }
    return new DataCounts(block.weight().length, used, 0, 0, ObservedTime.ofIntervals(observed));
  }
}
