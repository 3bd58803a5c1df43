package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The units of a file, found by walking from header to header; no data are read. */
public final class FitsFile {
  private static final int SIGNATURE_LENGTH = 9;

  private FitsFile() {}

  /**
   * The primary header. What it promises of data is not compared with the file's length.
   *
   * @throws BadDataException if the file is not FITS
   */
  public static Hdu primary(RangeReader file) throws IOException {
    if (file.size() == 0) {
      throw new BadDataException(file.description() + " is empty; a FITS file is needed");
    }
    String start = signature(file, 0);
    if (!start.startsWith("SIMPLE")) {
      throw new BadDataException(
          file.description()
              + " is not a FITS file: it begins with '"
              + printable(start)
              + "', and a FITS file begins with 'SIMPLE  ='");
    }
    return Hdu.of(FitsHeader.read(file, 0), 0);
  }

  /**
   * The extensions after the primary unit. Bytes after the last that are not a header are left
   * alone, as the standard allows.
   *
   * @throws BadDataException if the file ends within one of them
   */
  public static List<Hdu> extensions(RangeReader file, Hdu primary) throws IOException {
    List<Hdu> units = new ArrayList<>();
    long offset = primary.end();
    while (offset + SIGNATURE_LENGTH <= file.size()
        && signature(file, offset).startsWith("XTENSION")) {
      Hdu unit = Hdu.of(FitsHeader.read(file, offset), offset);
      if (unit.dataBytes() > file.size() - unit.dataOffset()) {
        throw new BadDataException(
            unit.header().file()
                + ": the table "
                + unit.name()
                + " should have "
                + unit.dataBytes()
                + " bytes (NAXIS1 = "
                + unit.header().textOrEmpty("NAXIS1")
                + ", NAXIS2 = "
                + unit.header().textOrEmpty("NAXIS2")
                + "), but only "
                + (file.size() - unit.dataOffset())
                + " are left in the file; it seems to be cut short");
      }
      units.add(unit);
      offset = unit.end();
    }
    return units;
  }

  private static String signature(RangeReader file, long offset) throws IOException {
    byte[] start = new byte[(int) Math.min(SIGNATURE_LENGTH, file.size() - offset)];
    file.readFully(offset, start);
    return new String(start, StandardCharsets.ISO_8859_1);
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", ".");
  }
}
