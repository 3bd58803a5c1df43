package dev.fringe.storage.formats;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fitsidi.FitsIdiReader;
import dev.fringe.storage.uvfits.UvfitsReader;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens a file of visibilities, whichever of the formats it is in. */
public final class VisibilityFiles {

  private VisibilityFiles() {}

  /** Opens a local file. */
  public static VisibilityFile open(Path file) throws IOException {
    return open(LocalFileReader.open(file));
  }

  /**
   * Opens a file, which is closed with the result, or at once if it cannot be read.
   *
   * @throws BadDataException if it holds no visibilities; the message says what it is
   */
  public static VisibilityFile open(RangeReader file) throws IOException {
    try {
      Hdu primary = FitsFile.primary(file);
      if (primary.hasGroups()) {
        return UvfitsReader.open(file);
      }
      if (FitsIdiReader.isFitsIdi(FitsFile.extensions(file, primary))) {
        return FitsIdiReader.open(file);
      }
      throw new BadDataException(
          file.description()
              + " holds no visibilities: it is "
              + nature(file, primary)
              + "; UVFITS (random groups) or FITS-IDI (a UV_DATA table) is needed");
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  private static String nature(RangeReader file, Hdu primary) throws IOException {
    FitsHeader header = primary.header();
    if (header.number("NAXIS1").orElse(0) == 777777701) {
      return "visibilities as an 'AIPS UV' table, which AIPS FITAB wrote (AIPS FITTP writes"
          + " UVFITS)";
    }
    if (header.number("NAXIS").orElse(0) > 0) {
      return "an image of "
          + header.textOrEmpty("NAXIS1")
          + " x "
          + header.text("NAXIS2").orElse("1")
          + " pixels";
    }
    List<String> tables = FitsFile.extensions(file, primary).stream().map(Hdu::name).toList();
    return tables.isEmpty() ? "a FITS file without data" : "a FITS file of the tables " + tables;
  }
}
