package dev.fringe.bridge.sky;

import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;

/** A region of the celestial sphere, its rim included. Angles are ICRS and in degrees. */
public sealed interface Region permits Circle, Polygon, Range {

  /** Whether the two have a point in common. */
  default boolean intersects(Region other) {
    return Relations.intersect(this, other);
  }

  /** Whether every point of {@code other} is in this one. */
  default boolean contains(Region other) {
    return Relations.contains(this, other);
  }

  /** A cap that all of it is in. */
  S2Cap bound();

  /** Square degrees. */
  double area();

  /** The direction of its middle: of its centre of mass. */
  S2Point centroid();

  /** As STC-S has it, such as {@code CIRCLE ICRS 10 20 0.5}. */
  String toText();

  /** The unit vector of a position. */
  static S2Point point(double raDegrees, double decDegrees) {
    return S2LatLng.fromDegrees(decDegrees, raDegrees).toPoint();
  }

  /**
   * Checks a declination; right ascensions may be any finite number.
   *
   * @throws IllegalArgumentException that tells what would be right
   */
  static void requirePosition(double raDegrees, double decDegrees) {
    if (!Double.isFinite(raDegrees) || Math.abs(raDegrees) > 720) {
      throw new IllegalArgumentException(
          "right ascension %s is not from 0 to 360 degrees".formatted(raDegrees));
    }
    if (!(Math.abs(decDegrees) <= 90)) {
      throw new IllegalArgumentException(
          "declination %s is not from -90 to 90 degrees".formatted(decDegrees));
    }
  }
}
