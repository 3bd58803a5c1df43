package dev.fringe.imaging.beam;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.fit.LevenbergMarquardt;

/**
 * The elliptical Gaussian that fits the main lobe of a PSF best, by least squares on its pixels;
 * peak 1 and centre are held.
 */
public final class RestoringBeam {

  private RestoringBeam() {}

  /**
   * @param psf with its peak of 1 at pixel (width / 2, height / 2), x to the west
   * @throws BeamFitException if the lobe is smaller than the pixels can show or larger than the
   *     image, or if it is no ellipse, as with the fringes of a single baseline
   */
  public static EllipticalGaussian fit(float[] psf, ImageGeometry geometry) {
    if (psf.length != geometry.pixels()) {
      throw new IllegalArgumentException(
          "a PSF of "
              + psf.length
              + " pixels does not fit an image of "
              + geometry.width()
              + " x "
              + geometry.height());
    }
    float centre = psf[geometry.height() / 2 * geometry.width() + geometry.width() / 2];
    if (!(Math.abs(centre - 1) < 0.02)) {
      throw new BeamFitException("the PSF is " + centre + " at its centre, but must be 1 there");
    }
    MainLobe lobe = MainLobe.of(psf, geometry);
    double[] start = guess(lobe);
    LevenbergMarquardt.Fit fit =
        LevenbergMarquardt.minimise(
                (parameters, residuals, jacobian) ->
                    evaluate(lobe, parameters, residuals, jacobian),
                start,
                lobe.size())
            .orElseThrow(() -> new BeamFitException("the fit of the PSF's main lobe has no end"));
    double[] form = fit.parameters();
    double cell = Math.min(geometry.cellLRadians(), geometry.cellMRadians());
    EllipticalGaussian beam =
        EllipticalGaussian.ofQuadraticForm(
                form[0] / (cell * cell), form[1] / (cell * cell), form[2] / (cell * cell))
            .orElseThrow(
                () ->
                    new BeamFitException(
                        "the PSF's main lobe is no ellipse: it does not fall off in all"
                            + " directions, as with too few baselines"));
    double field =
        Math.max(
            geometry.width() * geometry.cellLRadians(),
            geometry.height() * geometry.cellMRadians());
    if (beam.majorRadians() > field) {
      throw new BeamFitException(
          "the PSF's main lobe, "
              + beam.majorRadians()
              + " radians long, is longer than the image, "
              + field
              + " radians");
    }
    return beam;
  }

  /** Second derivatives by linear least squares on the logarithm, weighted as the pixels are. */
  private static double[] guess(MainLobe lobe) {
    double[][] a = new double[3][4];
    for (int i = 0; i < lobe.size(); i++) {
      double l = lobe.l(i);
      double m = lobe.m(i);
      double value = lobe.value(i);
      double[] basis = {l * l, 2 * l * m, m * m};
      double weight = value * value;
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          a[row][column] += weight * basis[row] * basis[column];
        }
        a[row][3] -= weight * basis[row] * Math.log(value);
      }
    }
    double determinant = determinant(a, 0, 1, 2);
    if (!(Math.abs(determinant) > 1e-12 * a[0][0] * a[1][1] * a[2][2])) {
      throw new BeamFitException(
          "the PSF's main lobe holds too few pixels ("
              + lobe.size()
              + ") to tell its shape; smaller cells are needed");
    }
    return new double[] {
      determinant(a, 3, 1, 2) / determinant,
      determinant(a, 0, 3, 2) / determinant,
      determinant(a, 0, 1, 3) / determinant
    };
  }

  private static double determinant(double[][] a, int i, int j, int k) {
    return a[0][i] * (a[1][j] * a[2][k] - a[1][k] * a[2][j])
        - a[0][j] * (a[1][i] * a[2][k] - a[1][k] * a[2][i])
        + a[0][k] * (a[1][i] * a[2][j] - a[1][j] * a[2][i]);
  }

  private static boolean evaluate(
      MainLobe lobe, double[] form, double[] residuals, double[][] jacobian) {
    for (int i = 0; i < lobe.size(); i++) {
      double l = lobe.l(i);
      double m = lobe.m(i);
      double value = Math.exp(-(form[0] * l * l + 2 * form[1] * l * m + form[2] * m * m));
      residuals[i] = value - lobe.value(i);
      jacobian[i][0] = -l * l * value;
      jacobian[i][1] = -2 * l * m * value;
      jacobian[i][2] = -m * m * value;
    }
    return true;
  }
}
