package dev.fringe.bridge.sky;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2Point;

/**
 * All that is within {@code radius} degrees of a centre; with radius 0 the centre alone.
 *
 * @param radius 0 to 180
 */
public record Circle(double ra, double dec, double radius) implements Region {

  public Circle {
    Region.requirePosition(ra, dec);
    if (!(radius >= 0 && radius <= 180)) {
      throw new IllegalArgumentException(
          "radius %s is not from 0 to 180 degrees".formatted(radius));
    }
  }

  S2Point centre() {
    return Region.point(ra, dec);
  }

  double radiusRadians() {
    return Math.toRadians(radius);
  }

  @Override
  public S2Cap bound() {
    return S2Cap.fromAxisAngle(centre(), S1Angle.degrees(radius));
  }

  @Override
  public double area() {
    double steradians = 2 * Math.PI * (1 - Math.cos(radiusRadians()));
    return steradians * Math.pow(180 / Math.PI, 2);
  }

  @Override
  public S2Point centroid() {
    return centre();
  }

  @Override
  public String toText() {
    return "CIRCLE ICRS " + ra + " " + dec + " " + radius;
  }
}
