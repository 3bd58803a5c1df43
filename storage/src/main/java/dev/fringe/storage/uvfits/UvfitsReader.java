package dev.fringe.storage.uvfits;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.RowSpans;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.Scaling;
import dev.fringe.storage.fits.uv.SampleDecoder;
import dev.fringe.storage.fits.uv.Sources.Source;
import dev.fringe.storage.visibility.ChannelRange;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads UVFITS (AIPS memo 117) by ranges of groups.
 *
 * <p>Of a file with several sources one is read, the first unless another is named: the rows of the
 * others have weight 0. Where subarrays give one antenna number to different stations, the numbers
 * of the second subarray are raised by 1000 (or the next multiple that suffices), and so on; {@link
 * Observation#antennas} has the same numbers.
 */
public final class UvfitsReader implements VisibilityFile {
  private final RangeReader file;
  private final UvfitsSummary summary;
  private final Scaling scaling;
  private final GroupParameters parameters;
  private ChannelRange decoded;
  private SampleDecoder decoder;
  private byte[] buffer = new byte[0];

  private UvfitsReader(RangeReader file, UvfitsSummary summary, Scaling scaling) {
    this.file = file;
    this.summary = summary;
    this.parameters = new GroupParameters(file.description(), summary);
    this.scaling = scaling;
    this.decoded = ChannelRange.all(summary.observation());
    this.decoder = new SampleDecoder(summary.layout().format(), scaling, summary.axes(), decoded);
  }

  /** Opens a local file. */
  public static UvfitsReader open(Path file) throws IOException {
    return open(LocalFileReader.open(file));
  }

  /** Opens a file, which is closed with the reader, or at once if it cannot be read. */
  public static UvfitsReader open(RangeReader file) throws IOException {
    return open(file, Optional.empty());
  }

  /** Opens a file with several sources to read the one of this name. */
  public static UvfitsReader openSource(RangeReader file, String source) throws IOException {
    return open(file, Optional.of(source));
  }

  private static UvfitsReader open(RangeReader file, Optional<String> source) throws IOException {
    try {
      Hdu primary = FitsFile.primary(file);
      UvfitsSummary summary = UvfitsSummary.read(file, primary, source);
      return new UvfitsReader(file, summary, Scaling.ofData(primary.header()));
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  @Override
  public Observation observation() {
    return summary.observation();
  }

  /** Names of the sources in the file's table of sources; empty where it has none. */
  public List<String> sources() {
    return summary.sources().all().stream().map(Source::name).toList();
  }

  @Override
  public VisibilityBlock read(long firstRow, int rows, ChannelRange channels) throws IOException {
    GroupLayout layout = summary.layout();
    Objects.checkFromIndexSize(firstRow, rows, layout.groups());
    Objects.checkFromIndexSize(channels.first(), channels.count(), summary.axes().channels());
    SampleDecoder samples = decoderOf(channels);
    int head = layout.parameters() * layout.format().bytes();
    int from = head + samples.firstByte();
    RowSpans spans = new RowSpans(layout.groupBytes(), head, from, from + samples.bytes());
    ByteBuffer groups = fetch(firstRow, rows, spans);
    VisibilityBlock block =
        VisibilityBlock.allocate(rows, channels.count(), summary.axes().products());
    samples.decode(
        groups,
        head,
        spans.packedBytes(),
        rows,
        0,
        block.real(),
        block.imaginary(),
        block.weight());
    parameters.decode(groups, spans.packedBytes(), firstRow, block);
    return block;
  }

  private SampleDecoder decoderOf(ChannelRange channels) {
    if (!channels.equals(decoded)) {
      decoder = new SampleDecoder(summary.layout().format(), scaling, summary.axes(), channels);
      decoded = channels;
    }
    return decoder;
  }

  @Override
  public void expect(long firstRow, long rows) {
    GroupLayout layout = summary.layout();
    Objects.checkFromIndexSize(firstRow, rows, layout.groups());
    long from = layout.offset() + firstRow * layout.groupBytes();
    file.expect(from, from + rows * layout.groupBytes());
  }

  private ByteBuffer fetch(long firstRow, int rows, RowSpans spans) throws IOException {
    GroupLayout layout = summary.layout();
    int length = Math.multiplyExact(rows, spans.packedBytes());
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    try {
      spans.read(file, layout.offset() + firstRow * layout.groupBytes(), rows, buffer);
    } catch (EOFException e) {
      throw new BadDataException(
          file.description()
              + " became shorter while it was read: groups "
              + firstRow
              + " to "
              + (firstRow + rows - 1)
              + " are not there",
          e);
    }
    return ByteBuffer.wrap(buffer, 0, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
