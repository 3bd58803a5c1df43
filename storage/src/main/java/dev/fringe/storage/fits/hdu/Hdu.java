package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;

/**
 * A header and where its data lie.
 *
 * @param header the header
 * @param dataOffset first byte of the data in the file
 * @param dataBytes length of the data that the header promises, without padding
 */
public record Hdu(FitsHeader header, long dataOffset, long dataBytes) {

  static Hdu of(FitsHeader header, long offset) throws BadDataException {
    return new Hdu(header, offset + header.bytes(), dataBytes(header));
  }

  /** EXTNAME, or an empty text. */
  public String name() {
    return header.textOrEmpty("EXTNAME");
  }

  /** Whether the header announces random groups (FITS standard 4.0, section 6). */
  public boolean hasGroups() {
    return header.isTrue("GROUPS")
        && header.number("NAXIS").orElse(0) > 0
        && header.number("NAXIS1").orElse(-1) == 0;
  }

  long end() {
    return dataOffset + FitsHeader.roundUp(dataBytes);
  }

  private static long dataBytes(FitsHeader header) throws BadDataException {
    int axes = (int) header.requiredInteger("NAXIS", 0, 999);
    if (axes == 0) {
      return 0;
    }
    long bits = header.requiredInteger("BITPIX", -64, 64);
    if (bits == 0 || bits % 8 != 0) {
      throw header.bad("BITPIX", "8, 16, 32, 64, -32 or -64 is needed");
    }
    boolean groups = header.isTrue("GROUPS") && header.number("NAXIS1").orElse(-1) == 0;
    boolean extension = header.has("XTENSION");
    long parameters = groups || extension ? header.integer("PCOUNT", 0) : 0;
    long count = groups || extension ? header.integer("GCOUNT", 1) : 1;
    if (parameters < 0) {
      throw header.bad("PCOUNT", "an integer of at least 0 is needed");
    }
    if (count < 0) {
      throw header.bad("GCOUNT", "an integer of at least 0 is needed");
    }
    long values = 1;
    for (int axis = groups ? 2 : 1; axis <= axes; axis++) {
      String key = "NAXIS" + axis;
      long length = header.requiredInteger(key, 0, Long.MAX_VALUE);
      try {
        values = Math.multiplyExact(values, length);
      } catch (ArithmeticException e) {
        throw new BadDataException(
            header.bad(key, "with the other axes this is more than any file can hold").getMessage(),
            e);
      }
    }
    try {
      long bytes =
          Math.multiplyExact(
              Math.multiplyExact(Math.addExact(values, parameters), count), Math.abs(bits) / 8);
      FitsHeader.roundUp(Math.addExact(bytes, FitsHeader.BLOCK));
      return bytes;
    } catch (ArithmeticException e) {
      throw new BadDataException(
          header
              .bad(
                  groups || extension ? "GCOUNT" : "NAXIS" + axes,
                  "the header promises more than any file can hold")
              .getMessage(),
          e);
    }
  }
}
