package dev.fringe.imaging.sky;

/**
 * Stations on the WGS84 ellipsoid, in ITRF coordinates: X towards Greenwich on the equator, Y
 * towards 90° east, Z towards the north pole, in metres.
 */
public final class EarthGeometry {

  private static final double SEMI_MAJOR_METRES = 6_378_137.0;
  private static final double FLATTENING = 1 / 298.257_223_563;
  private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  private EarthGeometry() {}

  /** Earth-fixed coordinates in metres. */
  public record Xyz(double xMetres, double yMetres, double zMetres) {

    public Xyz minus(Xyz other) {
      return new Xyz(xMetres - other.xMetres, yMetres - other.yMetres, zMetres - other.zMetres);
    }

    public Xyz plus(Xyz other) {
      return new Xyz(xMetres + other.xMetres, yMetres + other.yMetres, zMetres + other.zMetres);
    }

    public double length() {
      return Math.sqrt(xMetres * xMetres + yMetres * yMetres + zMetres * zMetres);
    }
  }

  /**
   * @param longitudeRadians to the east
   * @param latitudeRadians geodetic
   * @param heightMetres above the ellipsoid
   */
  public record Geodetic(double longitudeRadians, double latitudeRadians, double heightMetres) {

    public static Geodetic ofDegrees(double longitude, double latitude, double heightMetres) {
      return new Geodetic(Math.toRadians(longitude), Math.toRadians(latitude), heightMetres);
    }
  }

  /** ITRF coordinates of a geodetic position. */
  public static Xyz xyz(Geodetic position) {
    double sin = Math.sin(position.latitudeRadians());
    double cos = Math.cos(position.latitudeRadians());
    double normal = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    double axis = (normal + position.heightMetres()) * cos;
    return new Xyz(
        axis * Math.cos(position.longitudeRadians()),
        axis * Math.sin(position.longitudeRadians()),
        (normal * (1 - ECCENTRICITY_SQUARED) + position.heightMetres()) * sin);
  }

  /** Geodetic position of ITRF coordinates, to a micrometre (Bowring's formula, iterated). */
  public static Geodetic geodetic(Xyz xyz) {
    double axis = Math.hypot(xyz.xMetres(), xyz.yMetres());
    double reduced = Math.atan2(xyz.zMetres(), (1 - FLATTENING) * axis);
    double latitude = 0;
    for (int i = 0; i < 5; i++) {
      double sin = Math.sin(reduced);
      double cos = Math.cos(reduced);
      latitude =
          Math.atan2(
              xyz.zMetres()
                  + ECCENTRICITY_SQUARED / (1 - FLATTENING) * SEMI_MAJOR_METRES * (sin * sin * sin),
              axis - ECCENTRICITY_SQUARED * SEMI_MAJOR_METRES * (cos * cos * cos));
      reduced = Math.atan2((1 - FLATTENING) * Math.sin(latitude), Math.cos(latitude));
    }
    double sin = Math.sin(latitude);
    double normal = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
    double height =
        axis * Math.cos(latitude)
            + xyz.zMetres() * sin
            - SEMI_MAJOR_METRES * SEMI_MAJOR_METRES / normal;
    return new Geodetic(Math.atan2(xyz.yMetres(), xyz.xMetres()), latitude, height);
  }

  /** ITRF coordinates of a point given as metres east, north and up of a reference. */
  public static Xyz xyzOfEnu(
      Geodetic reference, double eastMetres, double northMetres, double upMetres) {
    double sinLat = Math.sin(reference.latitudeRadians());
    double cosLat = Math.cos(reference.latitudeRadians());
    double sinLon = Math.sin(reference.longitudeRadians());
    double cosLon = Math.cos(reference.longitudeRadians());
    double outwards = cosLat * upMetres - sinLat * northMetres;
    Xyz offset =
        new Xyz(
            cosLon * outwards - sinLon * eastMetres,
            sinLon * outwards + cosLon * eastMetres,
            sinLat * upMetres + cosLat * northMetres);
    return xyz(reference).plus(offset);
  }

  /** Angle of a direction above the horizon of a station, in radians. */
  public static double elevationRadians(
      double localHourAngleRadians, double declinationRadians, double latitudeRadians) {
    return Math.asin(
        Math.clamp(
            Math.sin(latitudeRadians) * Math.sin(declinationRadians)
                + Math.cos(latitudeRadians)
                    * Math.cos(declinationRadians)
                    * Math.cos(localHourAngleRadians),
            -1,
            1));
  }
}
