package dev.fringe.bridge.sky;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.List;

/** How two regions lie to each other. */
final class Relations {

  /** A micro-arcsecond: what rounding makes of two rims that touch. */
  private static final double TOUCH = 5e-12;

  private Relations() {}

  static boolean intersect(Region one, Region other) {
    return switch (one) {
      case Circle circle ->
          switch (other) {
            case Circle second ->
                separation(circle.centre(), second.centre())
                    <= circle.radiusRadians() + second.radiusRadians() + TOUCH;
            case Polygon polygon -> touches(circle, polygon.loop());
            case Range range -> touches(circle, range);
          };
      case Polygon polygon ->
          switch (other) {
            case Circle circle -> touches(circle, polygon.loop());
            case Polygon second -> polygon.loop().intersects(second.loop());
            case Range range -> range.pieces().stream().anyMatch(polygon.loop()::intersects);
          };
      case Range range ->
          switch (other) {
            case Circle circle -> touches(circle, range);
            case Polygon polygon -> range.pieces().stream().anyMatch(polygon.loop()::intersects);
            case Range second -> range.rectangle().intersects(second.rectangle());
          };
    };
  }

  static boolean contains(Region outer, Region inner) {
    return switch (outer) {
      case Circle circle ->
          switch (inner) {
            case Circle second ->
                separation(circle.centre(), second.centre()) + second.radiusRadians()
                    <= circle.radiusRadians() + TOUCH;
            case Polygon polygon -> within(circle, List.of(polygon.loop()));
            case Range range -> within(circle, range.pieces());
          };
      case Polygon polygon ->
          switch (inner) {
            case Circle circle -> surrounds(polygon.loop(), circle);
            case Polygon second -> polygon.loop().contains(second.loop());
            case Range range -> range.pieces().stream().allMatch(polygon.loop()::contains);
          };
      case Range range ->
          switch (inner) {
            case Circle circle ->
                range.rectangle().contains(circle.bound().getRectBound())
                    || (circle.radius() == 0
                        && range.rectangle().contains(new S2LatLng(circle.centre())));
            case Polygon polygon -> range.rectangle().contains(polygon.loop().getRectBound());
            case Range second -> range.rectangle().contains(second.rectangle());
          };
    };
  }

  /** Angle between two unit vectors, radians, true for small and large ones. */
  static double separation(S2Point one, S2Point other) {
    return one.angle(other);
  }

  private static boolean touches(Circle circle, S2Loop loop) {
    return loop.contains(circle.centre())
        || rimDistance(loop, circle.centre()) <= circle.radiusRadians() + TOUCH;
  }

  private static boolean touches(Circle circle, Range range) {
    return range.rectangle().contains(new S2LatLng(circle.centre()))
        || (circle.radius() > 0
            && range.pieces().stream().anyMatch(piece -> touches(circle, piece)));
  }

  private static boolean surrounds(S2Loop loop, Circle circle) {
    return loop.contains(circle.centre())
        && rimDistance(loop, circle.centre()) >= circle.radiusRadians() - TOUCH;
  }

  /** A circle up to a hemisphere is convex: corners in it mean all in it. */
  private static boolean within(Circle circle, List<S2Loop> loops) {
    if (circle.radius() <= 90) {
      return loops.stream()
          .flatMap(loop -> loop.vertices().stream())
          .allMatch(
              vertex -> separation(circle.centre(), vertex) <= circle.radiusRadians() + TOUCH);
    }
    Circle rest = new Circle(circle.ra() + 180, -circle.dec(), Math.max(0, 180 - circle.radius()));
    return loops.stream().noneMatch(loop -> touches(rest, loop));
  }

  private static double rimDistance(S2Loop loop, S2Point point) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < loop.numVertices(); i++) {
      least =
          Math.min(
              least, S2EdgeUtil.getDistance(point, loop.vertex(i), loop.vertex(i + 1)).radians());
    }
    return least;
  }
}
