package dev.fringe.imaging.sky;

/**
 * Mean sidereal time (IAU 1982; Meeus, Astronomical Algorithms, eq. 12.4). UTC is taken for UT1,
 * which is right to 0.9 s or 14 arcseconds.
 */
public final class SiderealTime {

  /** Modified Julian date of J2000.0. */
  private static final double J2000 = 51_544.5;

  /** Sidereal days in a day: how much faster the stars turn than the Sun. */
  public static final double TURNS_PER_DAY = 1.002_737_909_350_795;

  private SiderealTime() {}

  /**
   * Greenwich mean sidereal time in radians, in [0, 2π).
   *
   * @param mjd modified Julian date, UTC days
   */
  public static double greenwichRadians(double mjd) {
    double days = mjd - J2000;
    double centuries = days / 36_525;
    // The whole days of 360 degrees are left out before they cost digits.
    double fraction = (mjd - Math.floor(mjd) - 0.5) * 360;
    double degrees =
        280.460_618_37
            + fraction
            + 0.985_647_366_29 * days
            + 0.000_387_933 * centuries * centuries
            - centuries * centuries * centuries / 38_710_000;
    return wrap(Math.toRadians(degrees));
  }

  /**
   * Local mean sidereal time in radians, in [0, 2π).
   *
   * @param longitudeRadians to the east
   */
  public static double localRadians(double mjd, double longitudeRadians) {
    return wrap(greenwichRadians(mjd) + longitudeRadians);
  }

  /** Hour angle (sidereal time less right ascension) in radians, in [-π, π). */
  public static double hourAngleRadians(double siderealRadians, double rightAscensionRadians) {
    return wrap(siderealRadians - rightAscensionRadians + Math.PI) - Math.PI;
  }

  private static double wrap(double radians) {
    double turns = radians / (2 * Math.PI);
    double wrapped = (turns - Math.floor(turns)) * 2 * Math.PI;
    return wrapped >= 2 * Math.PI ? 0 : wrapped;
  }
}
