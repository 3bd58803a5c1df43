package dev.fringe.storage.fits.uv;

import java.util.List;

/**
 * From the station coordinates of a file to geocentric (ITRF) ones. Files know three conventions
 * and seldom say which they use:
 *
 * <ul>
 *   <li>geocentric coordinates, with the array's position 0, 0, 0;
 *   <li>relative to the array's position, turned so that x lies in the array's meridian (AIPS memo
 *       117, and everything that the VLA ever wrote);
 *   <li>relative to the array's position and not turned (casacore with FRAME = 'ITRF').
 * </ul>
 *
 * The last two are told apart by the ground: stations stand at similar heights in the right one.
 */
public final class StationFrame {
  /** Below this distance from the Earth's centre, no array stands. */
  private static final double CENTRE_METRES = 1000;

  private static final double EARTH_RADIUS_METRES = 6_378_137;
  private static final double FLATTENING = 1 / 298.257223563;

  /** How coordinates relative to the array's position are turned. */
  public enum Turn {
    /** x lies in the array's meridian. */
    WITH_MERIDIAN,
    /** x lies in the meridian of Greenwich. */
    NONE
  }

  private StationFrame() {}

  /** Whether an array's position is the Earth's centre: stations are geocentric then. */
  public static boolean isGeocentric(double[] array) {
    return Math.hypot(Math.hypot(array[0], array[1]), array[2]) < CENTRE_METRES;
  }

  /**
   * Geocentric positions of stations.
   *
   * @param array position of the array, x y z in metres
   * @param stations positions as the file has them, x y z in metres, right-handed
   * @param usual the turn to assume unless the heights clearly speak for the other
   */
  public static List<double[]> geocentric(double[] array, List<double[]> stations, Turn usual) {
    if (isGeocentric(array)) {
      return stations;
    }
    double longitude = Math.atan2(array[1], array[0]);
    List<double[]> turned = stations.stream().map(s -> place(array, s, longitude)).toList();
    List<double[]> plain = stations.stream().map(s -> place(array, s, 0)).toList();
    return switch (usual) {
      case WITH_MERIDIAN -> heightRange(plain) < heightRange(turned) / 2 ? plain : turned;
      case NONE -> heightRange(turned) < heightRange(plain) / 2 ? turned : plain;
    };
  }

  private static double[] place(double[] array, double[] station, double longitude) {
    double cos = Math.cos(longitude);
    double sin = Math.sin(longitude);
    return new double[] {
      array[0] + station[0] * cos - station[1] * sin,
      array[1] + station[0] * sin + station[1] * cos,
      array[2] + station[2]
    };
  }

  private static double heightRange(List<double[]> positions) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] position : positions) {
      double height = heightMetres(position);
      least = Math.min(least, height);
      most = Math.max(most, height);
    }
    return most - least;
  }

  /** Height above the ellipsoid, good to some metres near the ground: enough to compare. */
  private static double heightMetres(double[] p) {
    double radius = Math.hypot(Math.hypot(p[0], p[1]), p[2]);
    double polar = EARTH_RADIUS_METRES * (1 - FLATTENING);
    double cos = Math.hypot(p[0], p[1]) / radius;
    double sin = p[2] / radius;
    return radius - 1 / Math.hypot(cos / EARTH_RADIUS_METRES, sin / polar);
  }
}
