package dev.fringe.imaging;

import java.io.Serializable;

/**
 * The pixels of an image on the plane of direction cosines (the FITS SIN projection), relative to
 * the phase centre.
 *
 * <p>Images are row-major arrays in FITS order everywhere in Fringe: {@code image[y * width + x]},
 * x to the west, y to the north. Pixel (x, y), counted from 0, lies at
 *
 * <pre>
 *   l = centreL - (x - width / 2) · cellL      (l grows to the east)
 *   m = centreM + (y - height / 2) · cellM
 * </pre>
 *
 * with integer halves, so that FITS CRPIX of the image centre is {@code width / 2 + 1, height / 2 +
 * 1}.
 *
 * @param width pixels along l, at least 1
 * @param height pixels along m, at least 1
 * @param cellLRadians pixel distance along l, as a direction cosine, &gt; 0
 * @param cellMRadians pixel distance along m, as a direction cosine, &gt; 0
 * @param centreL l of the image centre
 * @param centreM m of the image centre
 */
public record ImageGeometry(
    int width, int height, double cellLRadians, double cellMRadians, double centreL, double centreM)
    implements Serializable {

  public ImageGeometry {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image of " + width + " x " + height + " pixels has no pixels");
    }
    if (!(cellLRadians > 0 && cellMRadians > 0)) {
      throw new IllegalArgumentException(
          "cells of " + cellLRadians + " x " + cellMRadians + " radians are not positive");
    }
    double farL = Math.abs(centreL) + cellLRadians * (width / 2);
    double farM = Math.abs(centreM) + cellMRadians * (height / 2);
    if (!(farL * farL + farM * farM < 1)) {
      throw new IllegalArgumentException(
          "an image of "
              + width
              + " x "
              + height
              + " pixels with this cell reaches beyond the celestial sphere: l² + m² = "
              + (farL * farL + farM * farM)
              + " at its corner, which must be below 1");
    }
  }

  /** An image with square pixels around the phase centre. */
  public static ImageGeometry centred(int width, int height, double cellRadians) {
    return new ImageGeometry(width, height, cellRadians, cellRadians, 0, 0);
  }

  /** Direction cosine towards the east of column {@code x}, which may be fractional. */
  public double l(double x) {
    return centreL - (x - width / 2) * cellLRadians;
  }

  /** Direction cosine towards the north of row {@code y}, which may be fractional. */
  public double m(double y) {
    return centreM + (y - height / 2) * cellMRadians;
  }

  /** Column, perhaps fractional, of direction cosine {@code l}; the inverse of {@link #l}. */
  public double x(double l) {
    return width / 2 - (l - centreL) / cellLRadians;
  }

  /** Row, perhaps fractional, of direction cosine {@code m}; the inverse of {@link #m}. */
  public double y(double m) {
    return height / 2 + (m - centreM) / cellMRadians;
  }

  /** n - 1 = sqrt(1 - l² - m²) - 1, without cancellation; between -1 and 0. */
  public static double nMinusOne(double l, double m) {
    double r2 = l * l + m * m;
    return -r2 / (Math.sqrt(1 - r2) + 1);
  }

  public int pixels() {
    return Math.multiplyExact(width, height);
  }
}
