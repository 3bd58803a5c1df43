package dev.fringe.storage.image;

import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.HduSum;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes an image as single-precision FITS with checksums, in pieces of any size. The file appears
 * under its name only when {@link #finish} has written its last byte; closed before that, the
 * writer leaves nothing.
 */
public final class ImageFitsWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final AtomicFile file;
  private final HeaderBuilder header;
  private final HduSum sum = new HduSum();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final long pixels;
  private long written;

  private ImageFitsWriter(AtomicFile file, HeaderBuilder header, long pixels) {
    this.file = file;
    this.header = header;
    this.pixels = pixels;
  }

  /** Writes a whole image; pixels row by row as {@link ImageHeader#geometry} has them. */
  public static void write(Path target, ImageHeader header, float[] pixels) throws IOException {
    try (ImageFitsWriter writer = create(target, header)) {
      writer.write(pixels, 0, pixels.length);
      writer.finish();
    }
  }

  /** Begins an image; its header is written first. */
  public static ImageFitsWriter create(Path target, ImageHeader header) throws IOException {
    HeaderBuilder cards = HeaderCards.of(header);
    AtomicFile file = AtomicFile.create(target);
    try {
      file.write(cards.toBytes());
      return new ImageFitsWriter(file, cards, header.pixels());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Appends pixels: rows from south to north, planes by frequency, then by polarisation. */
  public void write(float[] source, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, source.length);
    if (count > pixels - written) {
      throw new IllegalArgumentException(
          "the image has " + pixels + " pixels, and " + (written + count) + " are given");
    }
    int done = 0;
    while (done < count) {
      int piece = Math.min(count - done, BUFFER_BYTES / Float.BYTES);
      buffer.clear();
      buffer.asFloatBuffer().put(source, offset + done, piece);
      flush(piece * Float.BYTES);
      done += piece;
    }
    written += count;
  }

  private void flush(int bytes) throws IOException {
    buffer.position(0).limit(bytes);
    sum.add(buffer);
    file.write(buffer);
  }

  /**
   * Completes the file and gives it its name.
   *
   * @throws IllegalStateException if pixels are missing
   */
  public void finish() throws IOException {
    if (written != pixels) {
      throw new IllegalStateException(
          file.target() + ": the image has " + pixels + " pixels, and " + written + " were given");
    }
    long data = pixels * Float.BYTES;
    file.write(ByteBuffer.allocate((int) (FitsHeader.roundUp(data) - data)));
    file.writeAt(0, sum.seal(header));
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
