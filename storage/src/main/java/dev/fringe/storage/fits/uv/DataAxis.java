package dev.fringe.storage.fits.uv;

import dev.fringe.storage.fits.hdu.FitsHeader;

/**
 * A regular axis. Reference values are NaN where the header has none or something strange: whether
 * that matters depends on the axis.
 *
 * @param number of the axis in the header
 * @param type CTYPE, perhaps empty
 * @param length pixels, at least 1
 * @param stride distance of neighbours within the data
 * @param referenceValue CRVAL
 * @param referencePixel CRPIX, counted from 1; 1 where missing
 * @param increment CDELT; 1 where missing
 */
public record DataAxis(
    int number,
    String type,
    int length,
    int stride,
    double referenceValue,
    double referencePixel,
    double increment) {

  static DataAxis read(FitsHeader header, int number, int length, int stride) {
    return new DataAxis(
        number,
        header.textOrEmpty("CTYPE" + number),
        length,
        stride,
        header.number("CRVAL" + number).orElse(Double.NaN),
        header.number("CRPIX" + number).orElse(1),
        header.number("CDELT" + number).orElse(1));
  }

  /** Coordinate of a pixel, counted from 0. */
  public double value(double pixel) {
    return referenceValue + (pixel + 1 - referencePixel) * increment;
  }
}
