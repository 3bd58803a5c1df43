package dev.fringe.imaging.sky;

import java.util.Optional;

/**
 * Positions of older catalogues on the International Celestial Reference System: J2000 as it stands
 * (they differ by less than 0.03 arcsec), B1950 by the matrix of Murray (1989, A&amp;A 218, 325,
 * eq. 28) once the elliptic terms of aberration are taken out. Proper motion is none of a radio
 * source's; what FK4's own rotation leaves is below 0.5 arcsec.
 */
public final class Icrs {

  private static final double[][] FK4_TO_FK5 = {
    {0.9999256794956877, -0.0111814832204662, -0.0048590038153592},
    {0.0111814832391717, 0.9999374848933135, -0.0000271625947142},
    {0.0048590037723143, -0.0000271702937440, 0.9999881946023742}
  };

  /** Elliptic terms of aberration at B1950. */
  private static final double[] ELLIPTIC = {-1.62557e-6, -0.31919e-6, -0.13843e-6};

  private Icrs() {}

  /**
   * The position on the ICRS; empty if the equinox is neither 2000 nor 1950.
   *
   * @param equinox Julian 2000 or Besselian 1950
   */
  public static Optional<SkyPosition> of(SkyPosition position, double equinox) {
    if (equinox == 2000) {
      return Optional.of(position);
    }
    return equinox == 1950 ? Optional.of(fromB1950(position)) : Optional.empty();
  }

  private static SkyPosition fromB1950(SkyPosition position) {
    double cos = Math.cos(position.declinationRadians());
    double[] fk4 = {
      cos * Math.cos(position.rightAscensionRadians()),
      cos * Math.sin(position.rightAscensionRadians()),
      Math.sin(position.declinationRadians())
    };
    double along = fk4[0] * ELLIPTIC[0] + fk4[1] * ELLIPTIC[1] + fk4[2] * ELLIPTIC[2];
    double[] mean = new double[3];
    for (int i = 0; i < 3; i++) {
      mean[i] = fk4[i] - ELLIPTIC[i] + along * fk4[i];
    }
    double[] fk5 = new double[3];
    for (int i = 0; i < 3; i++) {
      double[] row = FK4_TO_FK5[i];
      fk5[i] = row[0] * mean[0] + row[1] * mean[1] + row[2] * mean[2];
    }
    return new SkyPosition(
        Math.atan2(fk5[1], fk5[0]), Math.atan2(fk5[2], Math.hypot(fk5[0], fk5[1])));
  }
}
