package dev.fringe.bridge.cutout;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first image of a FITS file, and the tables behind it. Only headers are read.
 *
 * @param file that it is in
 * @param unit the image's header and where its data are
 * @param axes in their order
 * @param tables of the file
 */
record FitsImage(RangeReader file, Hdu unit, List<FitsAxis> axes, List<Hdu> tables) {

  private static final int MOST_AXES = 16;

  FitsImage {
    axes = List.copyOf(axes);
    tables = List.copyOf(tables);
  }

  /**
   * Finds the image.
   *
   * @throws BadDataException if there is none, or the file is cut short
   */
  static FitsImage of(RangeReader file) throws IOException {
    Hdu primary = FitsFile.primary(file);
    if (primary.hasGroups()) {
      throw primary.header().bad("GROUPS", "these are visibilities; an image is needed");
    }
    requireWhole(file, primary);
    List<Hdu> extensions = FitsFile.extensions(file, primary);
    List<Hdu> tables = new ArrayList<>();
    Optional<Hdu> image = Optional.of(primary).filter(FitsImage::isImage);
    for (Hdu extension : extensions) {
      if (extension.header().isTrue("ZIMAGE")) {
        throw extension
            .header()
            .bad("ZIMAGE", "tile-compressed images cannot be cut: an open one is needed");
      }
      if (extension.header().textOrEmpty("XTENSION").equals("BINTABLE")) {
        tables.add(extension);
      } else if (image.isEmpty() && isImage(extension)) {
        image = Optional.of(extension);
      }
    }
    if (image.isEmpty()) {
      throw primary.header().bad("NAXIS", "an image of 2 or more axes is needed");
    }
    FitsHeader header = image.get().header();
    int count = (int) header.requiredInteger("NAXIS", 2, MOST_AXES);
    List<FitsAxis> axes = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      axes.add(FitsAxis.of(header, number));
    }
    return new FitsImage(file, image.get(), axes, tables);
  }

  private static boolean isImage(Hdu unit) {
    String kind = unit.header().textOrEmpty("XTENSION");
    return (kind.isEmpty() || kind.equals("IMAGE"))
        && unit.header().number("NAXIS").orElse(0) >= 2
        && unit.dataBytes() > 0;
  }

  private static void requireWhole(RangeReader file, Hdu unit) throws BadDataException {
    if (unit.dataBytes() > file.size() - unit.dataOffset()) {
      throw new BadDataException(
          "%s: the header promises %d bytes of pixels (NAXIS1, NAXIS2, ...), but the file ends after %d"
              .formatted(
                  file.description(),
                  unit.dataBytes(),
                  Math.max(0, file.size() - unit.dataOffset())));
    }
  }

  FitsHeader header() {
    return unit.header();
  }

  /** The first axis that counts {@code name}. */
  Optional<FitsAxis> axis(String name) {
    return axes.stream().filter(axis -> axis.name().equals(name)).findFirst();
  }

  /** Bytes of a pixel. */
  int pixelBytes() throws BadDataException {
    return (int) Math.abs(header().requiredInteger("BITPIX", -64, 64)) / 8;
  }
}
