package dev.fringe.storage.uvfits;

/** What antenna tables tell of the Earth's rotation and of clocks. */
final class EarthRotation {
  /** Degrees that the Earth turns in a day of UT1, against the mean equinox (IAU 1982). */
  static final double DEGREES_PER_DAY = 360.985_647_366_29;

  private static final double MJD_OF_J2000 = 51_544.5;

  /** Days (MJD) from which TAI - UTC is 10, 11, 12 ... seconds: IERS Bulletin C. */
  private static final int[] LEAP_DAYS = {
    41317, 41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151, 45516,
    46247, 47161, 47892, 48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109,
    57204, 57754
  };

  private EarthRotation() {}

  /** Greenwich mean sidereal time at a UT1 date, degrees from 0 to 360 (IAU 1982). */
  static double gmstDegrees(double mjd) {
    double days = mjd - MJD_OF_J2000;
    double centuries = days / 36_525;
    double degrees =
        280.460_618_37
            + DEGREES_PER_DAY * days
            + centuries * centuries * (0.000_387_933 - centuries / 38_710_000);
    return degrees - 360 * Math.floor(degrees / 360);
  }

  /** TAI - UTC in seconds; 10 before 1972. */
  static int atomicMinusUtcSeconds(double mjd) {
    int seconds = 9;
    for (int day : LEAP_DAYS) {
      if (mjd >= day) {
        seconds++;
      }
    }
    return Math.max(10, seconds);
  }
}
