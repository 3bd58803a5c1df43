package dev.fringe.storage.fitsidi;

import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RowSpans;
import dev.fringe.storage.fits.hdu.TableColumn;
import dev.fringe.storage.fits.uv.AntennaTables;
import dev.fringe.storage.fits.uv.BaselineCode;
import dev.fringe.storage.fits.uv.FrequencySetup;
import dev.fringe.storage.fits.uv.SampleDecoder;
import dev.fringe.storage.fits.uv.Sources;
import dev.fringe.storage.visibility.ChannelRange;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Turns rows of one UV_DATA table into rows of a block. */
final class UvDataDecoder {
  private static final double JULIAN_DAY_OF_MJD_0 = 2_400_000.5;
  private static final double DAY_SECONDS = 86_400;

  private final String file;
  private final UvDataTable table;
  private final RowColumns columns;
  private final int head;
  private final AntennaTables antennas;
  private final FrequencySetup frequencies;
  private final Sources sources;
  private ChannelRange channels;
  private SampleDecoder samples;
  private RowSpans spans;

  UvDataDecoder(
      String file,
      UvDataTable table,
      AntennaTables antennas,
      FrequencySetup frequencies,
      Sources sources)
      throws BadDataException {
    this.file = file;
    this.table = table;
    this.columns = RowColumns.of(table.layout());
    this.head = table.bytesBeforeFlux();
    this.antennas = antennas;
    this.frequencies = frequencies;
    this.sources = sources;
    select(new ChannelRange(0, table.axes().channels()));
  }

  /** From now on these channels are read. */
  final void select(ChannelRange wanted) {
    if (!wanted.equals(channels)) {
      channels = wanted;
      samples = new SampleDecoder(table.format(), table.scaling(), table.axes(), wanted);
      int from = table.flux().offset() + samples.firstByte();
      spans =
          head == rowBytes()
              ? RowSpans.whole(head)
              : new RowSpans(rowBytes(), head, from, from + samples.bytes());
    }
  }

  /** The bytes of a row that are needed. */
  RowSpans spans() {
    return spans;
  }

  long rows() {
    return table.layout().rows();
  }

  int rowBytes() {
    return table.layout().rowBytes();
  }

  /** First byte of a row in the file. */
  long offset(long row) {
    return table.dataOffset() + row * rowBytes();
  }

  /**
   * Decodes rows.
   *
   * @param bytes of the rows, as {@link #spans} reads them
   * @param fileRow number of the first in the file, for messages
   * @param firstTarget row of the block that takes the first
   */
  void decode(ByteBuffer bytes, long fileRow, int rows, VisibilityBlock block, int firstTarget)
      throws BadDataException {
    int rowSamples = block.channels() * block.correlations();
    int distance = spans.packedBytes();
    samples.decode(
        bytes,
        head == rowBytes() ? table.flux().offset() + samples.firstByte() : head,
        distance,
        rows,
        firstTarget * rowSamples,
        block.real(),
        block.imaginary(),
        block.weight());
    for (int row = 0; row < rows; row++) {
      int at = row * distance;
      int target = firstTarget + row;
      coordinates(bytes, at, block, target);
      int setup = (int) RowColumns.value(bytes, at, columns.setup());
      frequencies.check(file, fileRow + row, setup);
      if (table.weight().isPresent()) {
        weights(bytes, at + table.weight().get().offset(), block, target * rowSamples);
      }
      if (sources.skips((int) RowColumns.value(bytes, at, columns.source()))) {
        Arrays.fill(block.weight(), target * rowSamples, (target + 1) * rowSamples, 0);
      }
    }
  }

  private void coordinates(ByteBuffer bytes, int at, VisibilityBlock block, int target) {
    block.uMetres()[target] = metres(bytes, at, columns.u());
    block.vMetres()[target] = metres(bytes, at, columns.v());
    block.wMetres()[target] = metres(bytes, at, columns.w());
    block.timeMjd()[target] =
        columns.date().value(bytes, at, 0)
            - JULIAN_DAY_OF_MJD_0
            + RowColumns.value(bytes, at, columns.time())
            - antennas.utcOffsetSeconds() / DAY_SECONDS;
    double code = columns.baseline().value(bytes, at, 0);
    int subarray = (int) RowColumns.value(bytes, at, columns.array());
    int raise = Math.max(0, subarray - 1) * antennas.subarrayStride();
    block.antenna1()[target] = raise + BaselineCode.antenna1(code);
    block.antenna2()[target] = raise + BaselineCode.antenna2(code);
    block.integrationSeconds()[target] = (float) RowColumns.value(bytes, at, columns.integration());
  }

  private static double metres(ByteBuffer bytes, int at, TableColumn column) {
    return column.value(bytes, at, 0) * SampleBlock.SPEED_OF_LIGHT;
  }

  /** Applies the column of weights on top of those among the visibilities, if any. */
  private void weights(ByteBuffer bytes, int at, VisibilityBlock block, int firstSample) {
    int products = block.correlations();
    int shared = table.weightChannels();
    for (int channel = 0; channel < block.channels(); channel++) {
      for (int product = 0; product < products; product++) {
        int index = (channels.first() + channel) / shared * products + product;
        block.weight()[firstSample + channel * products + product] *=
            bytes.getFloat(at + Float.BYTES * index);
      }
    }
  }
}
