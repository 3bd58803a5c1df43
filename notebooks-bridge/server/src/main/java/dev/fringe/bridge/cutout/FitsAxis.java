package dev.fringe.bridge.cutout;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.Locale;

/**
 * An axis of an image.
 *
 * @param number from 1
 * @param length pixels
 * @param type CTYPE, in upper case
 * @param value CRVAL
 * @param pixel CRPIX
 * @param step CDELT, or the diagonal of CD
 * @param unit CUNIT
 */
record FitsAxis(
    int number, long length, String type, double value, double pixel, double step, String unit) {

  static FitsAxis of(FitsHeader header, int number) throws BadDataException {
    String diagonal = "CD" + number + "_" + number;
    return new FitsAxis(
        number,
        header.requiredInteger("NAXIS" + number, 0, Long.MAX_VALUE),
        header.textOrEmpty("CTYPE" + number).toUpperCase(Locale.ROOT),
        header.number("CRVAL" + number, 0),
        header.number("CRPIX" + number, 0),
        header.has("CDELT" + number)
            ? header.requiredNumber("CDELT" + number)
            : header.number(diagonal, 1),
        header.textOrEmpty("CUNIT" + number));
  }

  /** What it counts: the first four characters, such as RA, DEC, FREQ, STOK. */
  String name() {
    String start = type.substring(0, Math.min(4, type.length()));
    return start.replaceAll("-+$", "");
  }

  /** How: the characters behind the first four, such as SIN. */
  String code() {
    return type.length() > 5 ? type.substring(5).replaceAll("^-+", "").strip() : "";
  }

  /** The pixel coordinate of a value of the axis, if it is linear. */
  double pixelOf(double world) {
    return pixel + (world - value) / step;
  }
}
