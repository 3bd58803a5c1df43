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
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads an image from the primary unit of a FITS file: header values, and pixels by ranges. */
public final class ImageFitsReader implements AutoCloseable {
  private static final int PIECE = 1 << 18;
  private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED;

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

  /** Whether pixels need 64 bits: those of BITPIX -64, and of BITPIX 32, don't fit a float. */
  public boolean isDouble() {
    return format.bytes() == Double.BYTES || format == SampleFormat.INT32;
  }

  /**
   * Pixels in the order of the file, as doubles where {@link #isDouble}, else as floats, with no
   * copy on the way where the file holds floats.
   *
   * @param target takes them from its position on, in its own byte order, until it is full; its
   *     position stays
   */
  public void read(long first, ByteBuffer target) throws IOException {
    int width = isDouble() ? Double.BYTES : Float.BYTES;
    int count = target.remaining() / width;
    Objects.checkFromIndexSize(first, count, pixels);
    int from = target.position();
    for (int done = 0; done < count; done += PIECE) {
      int piece = Math.min(count - done, PIECE);
      ByteBuffer part = target.slice(from + done * width, piece * width).order(target.order());
      if (format == SampleFormat.FLOAT32 && scaling.equals(Scaling.IDENTITY)) {
        readAsStored(first + done, part);
      } else {
        readScaled(first + done, piece, part);
      }
    }
  }

  private void readAsStored(long first, ByteBuffer part) throws IOException {
    file.readFully(primary.dataOffset() + first * Float.BYTES, part.duplicate());
    if (part.order() != ByteOrder.BIG_ENDIAN) {
      turn(MemorySegment.ofBuffer(part));
    }
  }

  /** Several times as fast as a copy with another byte order: the JIT makes vectors of it. */
  private static void turn(MemorySegment values) {
    int count = (int) (values.byteSize() / Integer.BYTES);
    for (int i = 0; i < count; i++) {
      values.setAtIndex(BITS, i, Integer.reverseBytes(values.getAtIndex(BITS, i)));
    }
  }

  private void readScaled(long first, int count, ByteBuffer part) throws IOException {
    ByteBuffer stored = ByteBuffer.allocate(count * format.bytes());
    file.readFully(primary.dataOffset() + first * format.bytes(), stored);
    if (isDouble()) {
      for (int i = 0; i < count; i++) {
        part.putDouble(i * Double.BYTES, format.value(stored, i * format.bytes(), scaling));
      }
    } else {
      float[] values = new float[count];
      format.decode(stored.flip(), 0, values, count, scaling);
      part.asFloatBuffer().put(values);
    }
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
