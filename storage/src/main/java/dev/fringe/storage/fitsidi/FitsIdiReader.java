package dev.fringe.storage.fitsidi;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.Hdu;
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
 * Reads FITS-IDI (AIPS memo 114) by ranges of rows: those of all UV_DATA tables, one after the
 * other. Sources and subarrays are treated as in UVFITS.
 */
public final class FitsIdiReader implements VisibilityFile {
  private final RangeReader file;
  private final FitsIdiSummary summary;
  private final List<UvDataDecoder> decoders;
  private byte[] buffer = new byte[0];

  private FitsIdiReader(RangeReader file, FitsIdiSummary summary) throws BadDataException {
    this.file = file;
    this.summary = summary;
    this.decoders = summary.decoders(file.description());
  }

  /** Opens a local file. */
  public static FitsIdiReader open(Path file) throws IOException {
    return open(LocalFileReader.open(file));
  }

  /** Opens a file, which is closed with the reader, or at once if it cannot be read. */
  public static FitsIdiReader open(RangeReader file) throws IOException {
    return open(file, Optional.empty());
  }

  /** Opens a file with several sources to read the one of this name. */
  public static FitsIdiReader openSource(RangeReader file, String source) throws IOException {
    return open(file, Optional.of(source));
  }

  private static FitsIdiReader open(RangeReader file, Optional<String> source) throws IOException {
    try {
      Hdu primary = FitsFile.primary(file);
      List<Hdu> units = FitsFile.extensions(file, primary);
      return new FitsIdiReader(file, FitsIdiSummary.read(file, primary, units, source));
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  /** Whether these extensions make a FITS-IDI file. */
  public static boolean isFitsIdi(List<Hdu> extensions) {
    return extensions.stream().anyMatch(unit -> unit.name().equalsIgnoreCase("UV_DATA"));
  }

  @Override
  public Observation observation() {
    return summary.observation();
  }

  @Override
  public VisibilityBlock read(long firstRow, int rows, ChannelRange channels) throws IOException {
    Observation observation = summary.observation();
    Objects.checkFromIndexSize(firstRow, rows, observation.groups());
    Objects.checkFromIndexSize(channels.first(), channels.count(), observation.channels());
    VisibilityBlock block =
        VisibilityBlock.allocate(rows, channels.count(), observation.correlations().size());
    int done = 0;
    long tableStart = 0;
    for (UvDataDecoder decoder : decoders) {
      long tableEnd = tableStart + decoder.rows();
      long next = firstRow + done;
      int count = (int) Math.min(rows - done, tableEnd - next);
      if (count > 0) {
        decoder.select(channels);
        ByteBuffer bytes = fetch(decoder, next - tableStart, count);
        decoder.decode(bytes, next, count, block, done);
        done += count;
      }
      tableStart = tableEnd;
    }
    return block;
  }

  /** Where rows lie in several tables, those in the first of them. */
  @Override
  public void expect(long firstRow, long rows) {
    Objects.checkFromIndexSize(firstRow, rows, summary.observation().groups());
    long tableStart = 0;
    for (UvDataDecoder decoder : decoders) {
      long tableEnd = tableStart + decoder.rows();
      if (firstRow < tableEnd) {
        long first = firstRow - tableStart;
        long last = Math.min(firstRow + rows, tableEnd) - tableStart;
        file.expect(decoder.offset(first), decoder.offset(last));
        return;
      }
      tableStart = tableEnd;
    }
  }

  private ByteBuffer fetch(UvDataDecoder decoder, long row, int rows) throws IOException {
    int length = Math.multiplyExact(rows, decoder.spans().packedBytes());
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    try {
      decoder.spans().read(file, decoder.offset(row), rows, buffer);
    } catch (EOFException e) {
      throw new BadDataException(
          file.description() + " became shorter while it was read: rows of UV_DATA are missing", e);
    }
    return ByteBuffer.wrap(buffer, 0, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
