package dev.fringe.bridge.cutout;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;

/** From pixels to the projection's plane and back: CRPIX, and CDELT with PC or CROTA, or CD. */
record LinearPart(
    double longitudePixel, double latitudePixel, double a, double b, double c, double d) {

  /** Reads it from a header. */
  static LinearPart of(FitsHeader header, FitsAxis longitude, FitsAxis latitude)
      throws BadDataException {
    int i = longitude.number();
    int j = latitude.number();
    boolean isCd =
        header.has("CD" + i + "_" + i)
            || header.has("CD" + i + "_" + j)
            || header.has("CD" + j + "_" + i)
            || header.has("CD" + j + "_" + j);
    double a;
    double b;
    double c;
    double d;
    if (isCd) {
      a = header.number("CD" + i + "_" + i, 0);
      b = header.number("CD" + i + "_" + j, 0);
      c = header.number("CD" + j + "_" + i, 0);
      d = header.number("CD" + j + "_" + j, 0);
    } else {
      double dx = longitude.step();
      double dy = latitude.step();
      double angle = Math.toRadians(header.number("CROTA" + j, 0));
      // AIPS memo 27 by way of Calabretta and Greisen, eq. 189.
      a = dx * header.number("PC" + i + "_" + i, Math.cos(angle));
      b = dx * header.number("PC" + i + "_" + j, -Math.sin(angle) * dy / dx);
      c = dy * header.number("PC" + j + "_" + i, Math.sin(angle) * dx / dy);
      d = dy * header.number("PC" + j + "_" + j, Math.cos(angle));
    }
    if (a * d - b * c == 0) {
      throw new CutoutException(
          "the image's coordinates are singular: CDELT, PC or CD have no area");
    }
    return new LinearPart(longitude.pixel(), latitude.pixel(), a, b, c, d);
  }

  double[] plane(double alongLongitude, double alongLatitude) {
    double p = alongLongitude - longitudePixel;
    double q = alongLatitude - latitudePixel;
    return new double[] {a * p + b * q, c * p + d * q};
  }

  double[] pixel(double x, double y) {
    double area = a * d - b * c;
    return new double[] {
      longitudePixel + (d * x - b * y) / area, latitudePixel + (a * y - c * x) / area
    };
  }
}
