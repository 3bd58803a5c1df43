package dev.fringe.bridge.sky;

import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/**
 * What great circles from corner to corner enclose: of the two sides the smaller one, whichever way
 * the corners run.
 */
public final class Polygon implements Region {

  /** More corners than any field has. */
  public static final int MOST_CORNERS = 1000;

  private final List<double[]> corners;
  private final S2Loop loop;

  private Polygon(List<double[]> corners, S2Loop loop) {
    this.corners = corners;
    this.loop = loop;
  }

  /**
   * A polygon.
   *
   * @param coordinates right ascension and declination of each corner, 3 to {@value #MOST_CORNERS}
   * @throws IllegalArgumentException if the sides cross, or corners are too few or too many
   */
  public static Polygon of(double... coordinates) {
    if (coordinates.length % 2 != 0
        || coordinates.length < 6
        || coordinates.length > 2 * MOST_CORNERS) {
      throw new IllegalArgumentException(
          "a polygon has 3 to %d corners, two numbers each, but %d numbers were given"
              .formatted(MOST_CORNERS, coordinates.length));
    }
    List<double[]> corners = new ArrayList<>();
    List<S2Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      Region.requirePosition(coordinates[i], coordinates[i + 1]);
      S2Point point = Region.point(coordinates[i], coordinates[i + 1]);
      // Some writers repeat the first corner at the end, or one in between.
      boolean isRepeated =
          !points.isEmpty()
              && (point.equals(points.getLast())
                  || (i == coordinates.length - 2 && point.equals(points.getFirst())));
      if (!isRepeated) {
        points.add(point);
        corners.add(new double[] {coordinates[i], coordinates[i + 1]});
      }
    }
    return new Polygon(corners, loopOf(points));
  }

  static S2Loop loopOf(List<S2Point> points) {
    if (points.size() < 3 || !S2Loop.isValid(points)) {
      throw new IllegalArgumentException(
          "the corners are no polygon: at least 3 different ones are needed, and sides that do not"
              + " cross");
    }
    S2Loop loop = new S2Loop(points);
    loop.normalize();
    return loop;
  }

  S2Loop loop() {
    return loop;
  }

  @Override
  public S2Cap bound() {
    return loop.getCapBound();
  }

  @Override
  public double area() {
    return loop.getArea() * Math.pow(180 / Math.PI, 2);
  }

  @Override
  public S2Point centroid() {
    return S2Point.normalize(loop.getCentroid());
  }

  @Override
  public String toText() {
    StringBuilder text = new StringBuilder("POLYGON ICRS");
    corners.forEach(corner -> text.append(' ').append(corner[0]).append(' ').append(corner[1]));
    return text.toString();
  }
}
