package dev.fringe.storage.uvfits;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.Scaling;
import dev.fringe.storage.fits.uv.SampleDecoder;
import dev.fringe.storage.fits.uv.Sources.Source;
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
  private final SampleDecoder decoder;
  private final GroupParameters parameters;
  private byte[] buffer = new byte[0];

  private UvfitsReader(RangeReader file, UvfitsSummary summary, Scaling scaling) {
    this.file = file;
    this.summary = summary;
    this.parameters = new GroupParameters(file.description(), summary);
    this.decoder = new SampleDecoder(summary.layout().format(), scaling, summary.axes());
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
  public VisibilityBlock read(long firstRow, int rows) throws IOException {
    GroupLayout layout = summary.layout();
    Objects.checkFromIndexSize(firstRow, rows, layout.groups());
    int samples = Math.multiplyExact(rows, summary.axes().channels() * summary.axes().products());
    ByteBuffer groups = fetch(firstRow, rows);
    float[] real = new float[samples];
    float[] imaginary = new float[samples];
    float[] weight = new float[samples];
    int dataOffset = layout.parameters() * layout.format().bytes();
    decoder.decode(groups, dataOffset, layout.groupBytes(), rows, 0, real, imaginary, weight);
    return parameters.decode(groups, firstRow, rows, real, imaginary, weight);
  }

  @Override
  public void expect(long firstRow, long rows) {
    GroupLayout layout = summary.layout();
    Objects.checkFromIndexSize(firstRow, rows, layout.groups());
    long from = layout.offset() + firstRow * layout.groupBytes();
    file.expect(from, from + rows * layout.groupBytes());
  }

  private ByteBuffer fetch(long firstRow, int rows) throws IOException {
    GroupLayout layout = summary.layout();
    int length = Math.multiplyExact(rows, layout.groupBytes());
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    ByteBuffer groups = ByteBuffer.wrap(buffer, 0, length);
    try {
      file.readFully(layout.offset() + firstRow * layout.groupBytes(), groups);
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
    return groups.flip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
