package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import java.io.Serializable;

/**
 * The pixels at which w planes are transformed and turned by their screens: those of the image, or
 * fewer and coarser ones of the same field, from which the image follows in the end.
 *
 * @param geometry of these pixels
 * @param alongL how the image's columns follow from theirs
 * @param alongM how the image's rows follow from theirs
 */
public record PlanePixels(ImageGeometry geometry, FinerAxis alongL, FinerAxis alongM)
    implements Serializable {

  /** The image's own. */
  static PlanePixels of(ImageGeometry image) {
    return new PlanePixels(image, FinerAxis.same(image.width()), FinerAxis.same(image.height()));
  }

  /**
   * The fewest pixels that do for samples of a reach; the image's own where none are fewer.
   *
   * @param error the largest relative error, at the finest fringe
   */
  static PlanePixels of(ImageGeometry image, UvwReach reach, double error, int taps) {
    FinerAxis alongL =
        FinerAxis.of(
            image.width(), reach.cyclesAlongL(image) * image.cellLRadians(), error / 2, taps);
    FinerAxis alongM =
        FinerAxis.of(
            image.height(), reach.cyclesAlongM(image) * image.cellMRadians(), error / 2, taps);
    double cellL = image.cellLRadians() / alongL.coarsePerFine();
    double cellM = image.cellMRadians() / alongM.coarsePerFine();
    // The margin under the taps must still be on the sky.
    double farL = Math.abs(image.centreL()) + cellL * (alongL.coarse() / 2 + 1);
    double farM = Math.abs(image.centreM()) + cellM * (alongM.coarse() / 2 + 1);
    if (farL * farL + farM * farM >= 1) {
      return of(image);
    }
    return new PlanePixels(
        new ImageGeometry(
            alongL.coarse(), alongM.coarse(), cellL, cellM, image.centreL(), image.centreM()),
        alongL,
        alongM);
  }

  boolean areTheImages() {
    return alongL.isSame() && alongM.isSame();
  }
}
