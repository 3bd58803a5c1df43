package dev.fringe.imaging.beam;

import java.io.Serializable;
import java.util.Optional;

/**
 * The shape of an elliptical Gaussian on the sky, as FITS gives it in BMAJ, BMIN and BPA (there in
 * degrees).
 *
 * @param majorRadians full width at half maximum along the longer axis
 * @param minorRadians full width at half maximum along the shorter axis; 0 for a line, and both 0
 *     for a point
 * @param positionAngleRadians of the longer axis, from north through east, in [0, π)
 */
public record EllipticalGaussian(
    double majorRadians, double minorRadians, double positionAngleRadians) implements Serializable {

  private static final double FOUR_LN_2 = 4 * Math.log(2);

  public EllipticalGaussian {
    if (!(majorRadians >= minorRadians && minorRadians >= 0 && Double.isFinite(majorRadians))) {
      throw new IllegalArgumentException(
          "axes of "
              + majorRadians
              + " and "
              + minorRadians
              + " radians are not a longer and a shorter one, both 0 or above");
    }
    if (!Double.isFinite(positionAngleRadians)) {
      throw new IllegalArgumentException("position angle is " + positionAngleRadians);
    }
    positionAngleRadians -= Math.PI * Math.floor(positionAngleRadians / Math.PI);
    positionAngleRadians = positionAngleRadians >= Math.PI ? 0 : positionAngleRadians;
  }

  public static EllipticalGaussian round(double fwhmRadians) {
    return new EllipticalGaussian(fwhmRadians, fwhmRadians, 0);
  }

  /**
   * The Gaussian exp(-(ll · l² + 2 lm · l m + mm · m²)).
   *
   * @return empty unless the form is positive definite
   */
  public static Optional<EllipticalGaussian> ofQuadraticForm(double ll, double lm, double mm) {
    double determinant = ll * mm - lm * lm;
    return ll > 0 && mm > 0 && determinant > 0
        ? ofCovariance(
            FOUR_LN_2 * mm / determinant,
            -FOUR_LN_2 * lm / determinant,
            FOUR_LN_2 * ll / determinant)
        : Optional.empty();
  }

  /** The Gaussian whose squared FWHM in direction e is eᵀ C e; empty if one is negative. */
  private static Optional<EllipticalGaussian> ofCovariance(double ll, double lm, double mm) {
    double mean = (ll + mm) / 2;
    double spread = Math.hypot((ll - mm) / 2, lm);
    if (!(mean >= spread)) {
      return Optional.empty();
    }
    return Optional.of(
        new EllipticalGaussian(
            Math.sqrt(mean + spread),
            Math.sqrt(mean - spread),
            // The longer axis is (sin pa, cos pa) in (l, m).
            0.5 * Math.atan2(2 * lm, mm - ll)));
  }

  /** Coefficients {ll, lm, mm} of {@link #ofQuadraticForm}; both axes must be above 0. */
  public double[] quadraticForm() {
    double sin = Math.sin(positionAngleRadians);
    double cos = Math.cos(positionAngleRadians);
    double major = FOUR_LN_2 / (majorRadians * majorRadians);
    double minor = FOUR_LN_2 / (minorRadians * minorRadians);
    return new double[] {
      major * sin * sin + minor * cos * cos,
      (major - minor) * sin * cos,
      major * cos * cos + minor * sin * sin
    };
  }

  private double[] covariance() {
    double sin = Math.sin(positionAngleRadians);
    double cos = Math.cos(positionAngleRadians);
    double major = majorRadians * majorRadians;
    double minor = minorRadians * minorRadians;
    return new double[] {
      major * sin * sin + minor * cos * cos,
      (major - minor) * sin * cos,
      major * cos * cos + minor * sin * sin
    };
  }

  /** Value at a distance from the centre; 1 there. */
  public double at(double l, double m) {
    double[] form = quadraticForm();
    return Math.exp(-(form[0] * l * l + 2 * form[1] * l * m + form[2] * m * m));
  }

  /** Solid angle π · major · minor / (4 ln 2), in steradians. */
  public double solidAngle() {
    return Math.PI * majorRadians * minorRadians / FOUR_LN_2;
  }

  /** This shape seen through a beam. */
  public EllipticalGaussian convolvedWith(EllipticalGaussian beam) {
    double[] a = covariance();
    double[] b = beam.covariance();
    return ofCovariance(a[0] + b[0], a[1] + b[1], a[2] + b[2]).orElse(this);
  }

  /**
   * The shape that looks like this one through {@code beam}. An axis along which it is no longer
   * than the beam becomes 0.
   */
  public EllipticalGaussian deconvolvedFrom(EllipticalGaussian beam) {
    double[] a = covariance();
    double[] b = beam.covariance();
    double ll = a[0] - b[0];
    double lm = a[1] - b[1];
    double mm = a[2] - b[2];
    double mean = (ll + mm) / 2;
    double spread = Math.hypot((ll - mm) / 2, lm);
    // Of the size of the rounding there is nothing left to measure.
    double least = 1e-12 * (a[0] + a[2]);
    double longer = mean + spread;
    double shorter = mean - spread;
    if (!(longer > least)) {
      return new EllipticalGaussian(0, 0, 0);
    }
    return new EllipticalGaussian(
        Math.sqrt(longer),
        shorter > least ? Math.sqrt(shorter) : 0,
        0.5 * Math.atan2(2 * lm, mm - ll));
  }
}
