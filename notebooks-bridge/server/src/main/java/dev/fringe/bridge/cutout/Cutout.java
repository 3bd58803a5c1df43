package dev.fringe.bridge.cutout;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of an image, ready to be written as FITS: its header, its pixels byte for byte as they are
 * in the file, whatever their type, and the file's tables. Pixels are read while they are written;
 * little of them is in memory.
 */
public final class Cutout {

  private final ByteBuffer header;
  private final PixelCopy pixels;
  private final List<ByteBuffer> tables;
  private final long length;

  private Cutout(ByteBuffer header, PixelCopy pixels, List<ByteBuffer> tables) {
    this.header = header;
    this.pixels = pixels;
    this.tables = List.copyOf(tables);
    this.length =
        Math.addExact(
            header.remaining() + FitsHeader.roundUp(pixels.bytes()),
            tables.stream().mapToLong(ByteBuffer::remaining).sum());
  }

  /**
   * Plans a cutout. Reads headers and small tables only.
   *
   * @param file stays the caller's to close, after the cutout was written
   * @return empty if nothing of what is wanted is in the image
   * @throws CutoutException if the image has no axis of a kind that is asked for
   * @throws dev.fringe.storage.BadDataException if there is no image that can be read
   */
  public static Optional<Cutout> of(RangeReader file, CutoutRequest request) throws IOException {
    FitsImage image = FitsImage.of(file);
    Optional<List<PixelRange>> ranges = ranges(image, request);
    if (ranges.isEmpty()) {
      return Optional.empty();
    }
    List<ByteBuffer> tables = new ArrayList<>();
    for (var table : image.tables()) {
      BeamTable.part(image, table, ranges.get()).ifPresent(tables::add);
    }
    return Optional.of(
        new Cutout(
            CutoutHeader.write(image, ranges.get(), request.describe()),
            PixelCopy.of(image, ranges.get()),
            tables));
  }

  private static Optional<List<PixelRange>> ranges(FitsImage image, CutoutRequest request)
      throws IOException {
    List<PixelRange> ranges = new ArrayList<>();
    image.axes().forEach(axis -> ranges.add(PixelRange.all(axis.length())));
    if (request.region().isPresent()) {
      SkyCoordinates sky =
          SkyCoordinates.of(image)
              .orElseThrow(() -> new CutoutException("the image has no celestial axes"));
      Optional<SkyBox> box = SkyBox.of(sky, request.region().get());
      if (box.isEmpty()) {
        return Optional.empty();
      }
      ranges.set(sky.longitude().number() - 1, box.get().alongLongitude());
      ranges.set(sky.latitude().number() - 1, box.get().alongLatitude());
    }
    if (request.band().isPresent()) {
      Optional<SpectralAxis> spectral = SpectralAxis.of(image);
      if (spectral.isPresent()) {
        Optional<PixelRange> channels = spectral.get().channels(request.band().get());
        if (channels.isEmpty()) {
          return Optional.empty();
        }
        ranges.set(spectral.get().axis().number() - 1, channels.get());
      }
    }
    Optional<FitsAxis> stokes = image.axis("STOK");
    if (!request.polarisations().isEmpty() && stokes.isPresent()) {
      Optional<PixelRange> planes = Polarisations.planes(stokes.get(), request.polarisations());
      if (planes.isEmpty()) {
        return Optional.empty();
      }
      ranges.set(
          stokes.get().number() - 1,
          // Where polarisations lie side by side, every pixel would be a read of its own.
          stokes.get().number() == 1
              ? new PixelRange(planes.get().first(), planes.get().last(), 1)
              : planes.get());
    }
    return Optional.of(ranges);
  }

  /** Bytes of the whole file. */
  public long length() {
    return length;
  }

  /** Writes the file. */
  public void writeTo(OutputStream out) throws IOException {
    write(header, out);
    pixels.writeTo(out);
    out.write(new byte[(int) (FitsHeader.roundUp(pixels.bytes()) - pixels.bytes())]);
    for (ByteBuffer table : tables) {
      write(table, out);
    }
  }

  private static void write(ByteBuffer bytes, OutputStream out) throws IOException {
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }
}
