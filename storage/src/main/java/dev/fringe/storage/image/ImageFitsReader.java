package dev.fringe.storage.image;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.SampleFormat;
import dev.fringe.storage.fits.hdu.Scaling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads an image from the primary unit of a FITS file: header values, and pixels by ranges. */
public final class ImageFitsReader implements AutoCloseable {
  private static final int PIECE = 1 << 18;

  private final RangeReader file;
  private final Hdu primary;
  private final SampleFormat format;
  private final Scaling scaling;
  private final long pixels;

  private ImageFitsReader(RangeReader file, Hdu primary) throws IOException {
    FitsHeader header = primary.header();
    if (primary.hasGroups()) {
      throw header.bad("GROUPS", "these are visibilities; an image is needed");
    }
    header.requiredInteger("NAXIS", 2, 999);
    this.file = file;
    this.primary = primary;
    this.format = SampleFormat.of(header);
    this.scaling = Scaling.ofData(header);
    this.pixels = primary.dataBytes() / format.bytes();
    if (primary.dataBytes() > file.size() - primary.dataOffset()) {
      throw new BadDataException(
          file.description()
              + ": the image should have "
              + pixels
              + " pixels (NAXIS1, NAXIS2, ...), but the file ends after "
              + Math.max(0, file.size() - primary.dataOffset()) / format.bytes()
              + "; it seems to be cut short");
    }
  }

  /** Opens a local file. */
  public static ImageFitsReader open(Path file) throws IOException {
    return open(LocalFileReader.open(file));
  }

  /** Opens a file, which is closed with the reader, or at once if it cannot be read. */
  public static ImageFitsReader open(RangeReader file) throws IOException {
    try {
      return new ImageFitsReader(file, FitsFile.primary(file));
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  /** The header as it stands. */
  public FitsHeader header() {
    return primary.header();
  }

  /** Pixels of all planes. */
  public long pixels() {
    return pixels;
  }

  /** Columns: NAXIS1. */
  public int width() throws BadDataException {
    return (int) header().requiredInteger("NAXIS1", 0, Integer.MAX_VALUE);
  }

  /** Rows: NAXIS2. */
  public int height() throws BadDataException {
    return (int) header().requiredInteger("NAXIS2", 0, Integer.MAX_VALUE);
  }

  /** Pixels in the order of the file. */
  public float[] read(long first, int count) throws IOException {
    Objects.checkFromIndexSize(first, count, pixels);
    float[] target = new float[count];
    float[] values = new float[Math.min(count, PIECE)];
    byte[] bytes = new byte[values.length * format.bytes()];
    for (int done = 0; done < count; done += values.length) {
      int piece = Math.min(values.length, count - done);
      ByteBuffer source = ByteBuffer.wrap(bytes, 0, piece * format.bytes());
      file.readFully(primary.dataOffset() + (first + done) * format.bytes(), source);
      format.decode(source, 0, values, piece, scaling);
      System.arraycopy(values, 0, target, done, piece);
    }
    return target;
  }

  /** The first plane. */
  public float[] readPlane() throws IOException {
    return read(0, Math.multiplyExact(width(), height()));
  }

  /** The workflow that made the image, from HISTORY; empty where there is none. */
  public String workflow() {
    List<String> history = header().commentary("HISTORY");
    int begin = history.indexOf(HeaderCards.BEGIN_WORKFLOW);
    int end = history.lastIndexOf(HeaderCards.END_WORKFLOW);
    if (begin < 0 || end < begin) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (String line : history.subList(begin + 1, end)) {
      boolean goesOn = line.length() == FitsHeader.CARD - 8 && line.endsWith("\\");
      text.append(goesOn ? line.substring(0, line.length() - 1) : line + "\n");
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
