package dev.fringe.bridge.index;

import com.google.common.geometry.S2LatLng;
import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Polygon;
import dev.fringe.bridge.sky.Region;
import dev.fringe.bridge.sky.RegionText;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ADQL's geometry for the database, which calls these by name. Regions are text as {@link
 * RegionText} reads it; of what has no value there is none: null. Angles are in degrees.
 */
public final class AdqlFunctions {

  private static final int MOST_CACHED = 1000;
  private static final ConcurrentHashMap<String, Region> CACHE = new ConcurrentHashMap<>();

  private AdqlFunctions() {}

  public static String point(Double ra, Double dec) {
    return ra == null || dec == null ? null : "POINT ICRS " + ra + " " + dec;
  }

  public static String circle(Double ra, Double dec, Double radius) {
    return ra == null || dec == null || radius == null
        ? null
        : new Circle(ra, dec, radius).toText();
  }

  public static String circleAt(String point, Double radius) {
    return point == null || radius == null ? null : at(point, radius).toText();
  }

  private static Circle at(String point, double radius) {
    Circle centre = asPoint(point);
    return new Circle(centre.ra(), centre.dec(), radius);
  }

  private static Circle asPoint(String text) {
    if (region(text) instanceof Circle circle && circle.radius() == 0) {
      return circle;
    }
    throw new IllegalArgumentException("\"" + text + "\" is no point");
  }

  public static String box(Double ra, Double dec, Double width, Double height) {
    if (ra == null || dec == null || width == null || height == null) {
      return null;
    }
    double low = Math.max(-90, dec - height / 2);
    double high = Math.min(90, dec + height / 2);
    return Polygon.of(
            ra - width / 2, low, ra + width / 2, low, ra + width / 2, high, ra - width / 2, high)
        .toText();
  }

  public static String polygon(Double... coordinates) {
    double[] numbers = new double[coordinates.length];
    for (int i = 0; i < numbers.length; i++) {
      if (coordinates[i] == null) {
        return null;
      }
      numbers[i] = coordinates[i];
    }
    return Polygon.of(numbers).toText();
  }

  public static String polygonOf(String... points) {
    double[] numbers = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      if (points[i] == null) {
        return null;
      }
      Circle corner = asPoint(points[i]);
      numbers[2 * i] = corner.ra();
      numbers[2 * i + 1] = corner.dec();
    }
    return Polygon.of(numbers).toText();
  }

  /** 1 if the first region lies in the second, 0 if not. */
  public static Integer contains(String inner, String outer) {
    return inner == null || outer == null
        ? null
        : (Integer) (region(outer).contains(region(inner)) ? 1 : 0);
  }

  /** 1 if the regions have a point in common, 0 if not. */
  public static Integer intersects(String one, String other) {
    return one == null || other == null
        ? null
        : (Integer) (region(one).intersects(region(other)) ? 1 : 0);
  }

  public static Integer inCircle(
      Double ra, Double dec, double centreRa, double centreDec, double radius) {
    return ra == null || dec == null
        ? null
        : (Integer) (degrees(ra, dec, centreRa, centreDec) <= radius + 3e-10 ? 1 : 0);
  }

  public static Double distance(Double ra1, Double dec1, Double ra2, Double dec2) {
    return ra1 == null || dec1 == null || ra2 == null || dec2 == null
        ? null
        : (Double) degrees(ra1, dec1, ra2, dec2);
  }

  public static Double distanceOf(String one, String other) {
    if (one == null || other == null) {
      return null;
    }
    Circle from = asPoint(one);
    Circle to = asPoint(other);
    return degrees(from.ra(), from.dec(), to.ra(), to.dec());
  }

  private static double degrees(double ra1, double dec1, double ra2, double dec2) {
    return Math.toDegrees(Region.point(ra1, dec1).angle(Region.point(ra2, dec2)));
  }

  /** Square degrees. */
  public static Double area(String text) {
    return text == null ? null : (Double) region(text).area();
  }

  public static String centroid(String text) {
    if (text == null) {
      return null;
    }
    Region region = region(text);
    if (region instanceof Circle circle) {
      return point(circle.ra(), circle.dec());
    }
    S2LatLng centre = new S2LatLng(region.centroid());
    return point((centre.lngDegrees() + 360) % 360, centre.latDegrees());
  }

  public static Double coord1(String point) {
    return point == null ? null : (Double) asPoint(point).ra();
  }

  public static Double coord2(String point) {
    return point == null ? null : (Double) asPoint(point).dec();
  }

  /** Regions that a query spells out come again with every row. */
  private static Region region(String text) {
    Region known = CACHE.get(text);
    if (known != null) {
      return known;
    }
    Region region = RegionText.parse(text);
    if (CACHE.size() >= MOST_CACHED) {
      CACHE.clear();
    }
    CACHE.put(text, region);
    return region;
  }
}
