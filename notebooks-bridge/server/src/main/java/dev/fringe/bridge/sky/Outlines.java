package dev.fringe.bridge.sky;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/** Points along the rim of a region, dense enough to draw it or to find what it spans. */
public final class Outlines {

  private static final int CIRCLE_POINTS = 1440;
  private static final int MOST_POINTS = 20_000;
  private static final int EDGE_POINTS = 64;

  private Outlines() {}

  /** Right ascension and declination of each point, degrees. */
  public static List<double[]> of(Region region) {
    return switch (region) {
      case Circle circle -> circle(circle);
      case Polygon polygon -> edges(List.of(polygon.loop()));
      case Range range -> edges(range.pieces());
    };
  }

  private static List<double[]> circle(Circle circle) {
    List<double[]> points = new ArrayList<>();
    double ra = Math.toRadians(circle.ra());
    double sin0 = Math.sin(Math.toRadians(circle.dec()));
    double cos0 = Math.cos(Math.toRadians(circle.dec()));
    double sin = Math.sin(circle.radiusRadians());
    double cos = Math.cos(circle.radiusRadians());
    for (int i = 0; i < CIRCLE_POINTS; i++) {
      double angle = 2 * Math.PI * i / CIRCLE_POINTS;
      double east = sin * Math.sin(angle);
      double out = cos * cos0 - sin * Math.cos(angle) * sin0;
      double up = cos * sin0 + sin * Math.cos(angle) * cos0;
      points.add(
          new double[] {
            Math.toDegrees(ra + Math.atan2(east, out)),
            Math.toDegrees(Math.atan2(up, Math.hypot(east, out)))
          });
    }
    return points;
  }

  private static List<double[]> edges(List<S2Loop> loops) {
    int corners = loops.stream().mapToInt(S2Loop::numVertices).sum();
    int each = Math.clamp(MOST_POINTS / Math.max(1, corners), 1, EDGE_POINTS);
    List<double[]> points = new ArrayList<>();
    for (S2Loop loop : loops) {
      for (int i = 0; i < loop.numVertices(); i++) {
        for (int step = 0; step < each; step++) {
          S2Point point =
              S2EdgeUtil.interpolate((double) step / each, loop.vertex(i), loop.vertex(i + 1));
          S2LatLng position = new S2LatLng(point);
          points.add(new double[] {position.lngDegrees(), position.latDegrees()});
        }
      }
    }
    return points;
  }
}
