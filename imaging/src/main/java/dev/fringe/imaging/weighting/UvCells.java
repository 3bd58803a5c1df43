package dev.fringe.imaging.weighting;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;

/**
 * The cells of the uv plane that belong to an image.
 *
 * @param uStepWavelengths width of a cell
 * @param vStepWavelengths height of a cell
 * @param limitU the furthest cell that the image's pixels still sample; likewise limitV
 */
record UvCells(double uStepWavelengths, double vStepWavelengths, int limitU, int limitV)
    implements Serializable {

  static UvCells of(ImageGeometry geometry) {
    return new UvCells(
        1 / (geometry.width() * geometry.cellLRadians()),
        1 / (geometry.height() * geometry.cellMRadians()),
        geometry.width() / 2,
        geometry.height() / 2);
  }

  double uCellsPerHz(double uMetres) {
    return uMetres / SampleBlock.SPEED_OF_LIGHT / uStepWavelengths;
  }

  double vCellsPerHz(double vMetres) {
    return vMetres / SampleBlock.SPEED_OF_LIGHT / vStepWavelengths;
  }

  /** The nearest cell, for a distance that is not negative. */
  static int nearest(double cells) {
    return (int) (cells + 0.5);
  }
}
