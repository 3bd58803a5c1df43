package dev.fringe.imaging.direct;

/**
 * A point or elliptical Gaussian on the sky, with a power-law spectrum: S(ν) = S · (ν /
 * referenceFrequencyHz)^spectralIndex, the same law for all Stokes parameters.
 *
 * @param l direction cosine to the east of the phase centre
 * @param m direction cosine to the north; l² + m² &lt; 1
 * @param i integrated Stokes I at the reference frequency, in Jy; likewise q, u and v
 * @param referenceFrequencyHz &gt; 0
 * @param spectralIndex 0 for a flat spectrum
 * @param majorRadians full width at half maximum along the major axis; 0 for a point
 * @param minorRadians full width at half maximum along the minor axis, at most the major
 * @param positionAngleRadians of the major axis, from north through east
 */
public record SkyComponent(
    double l,
    double m,
    double i,
    double q,
    double u,
    double v,
    double referenceFrequencyHz,
    double spectralIndex,
    double majorRadians,
    double minorRadians,
    double positionAngleRadians) {

  public SkyComponent {
    if (!(l * l + m * m < 1)) {
      throw new IllegalArgumentException(
          "a component at l = " + l + ", m = " + m + " is not on the sky: l² + m² must be below 1");
    }
    if (!Double.isFinite(i + q + u + v + spectralIndex + positionAngleRadians)) {
      throw new IllegalArgumentException(
          "the component at l = "
              + l
              + ", m = "
              + m
              + " has a flux, index or angle that is no"
              + " finite number");
    }
    if (!(referenceFrequencyHz > 0 && Double.isFinite(referenceFrequencyHz))) {
      throw new IllegalArgumentException(
          "a reference frequency of " + referenceFrequencyHz + " Hz is not above 0");
    }
    if (!(minorRadians >= 0 && majorRadians >= minorRadians && Double.isFinite(majorRadians))) {
      throw new IllegalArgumentException(
          "a component of "
              + majorRadians
              + " by "
              + minorRadians
              + " radians: both axes must be 0 or more, the major one first");
    }
  }

  /** An unpolarised point with a flat spectrum, of {@code i} Jy. */
  public static SkyComponent point(double l, double m, double i) {
    return new SkyComponent(l, m, i, 0, 0, 0, 1e9, 0, 0, 0, 0);
  }

  /** An unpolarised Gaussian with a flat spectrum, of {@code i} Jy in all. */
  public static SkyComponent gaussian(
      double l,
      double m,
      double i,
      double majorRadians,
      double minorRadians,
      double positionAngleRadians) {
    return new SkyComponent(
        l, m, i, 0, 0, 0, 1e9, 0, majorRadians, minorRadians, positionAngleRadians);
  }

  public boolean isPoint() {
    return majorRadians == 0;
  }

  /** Stokes I, Q, U or V (0 to 3) at the reference frequency, in Jy. */
  public double stokes(int index) {
    return switch (index) {
      case 0 -> i;
      case 1 -> q;
      case 2 -> u;
      case 3 -> v;
      default -> throw new IndexOutOfBoundsException("Stokes parameter " + index + " of 4");
    };
  }
}
