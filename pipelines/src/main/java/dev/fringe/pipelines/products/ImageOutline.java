package dev.fringe.pipelines.products;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.sky.Icrs;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outline of an image on the sky, as a polygon whose sides are great circles. */
final class ImageOutline {

  /** The edge of an image is no great circle: a wide one is given points on the way. */
  private static final double DEGREES_BETWEEN_POINTS = 1;

  private static final int MOST_PER_SIDE = 32;

  private ImageOutline() {}

  /**
   * Points of the outer edges of the outermost pixels, ICRS, from the north-east corner by the
   * south: counter-clockwise as seen with north up and east left. Empty where the equinox cannot be
   * brought to the ICRS.
   */
  static List<SkyPosition> of(ImageGeometry geometry, SkyPosition phaseCentre, double equinox) {
    TangentPlane plane = new TangentPlane(phaseCentre);
    double east = -0.5;
    double west = geometry.width() - 0.5;
    double south = -0.5;
    double north = geometry.height() - 0.5;
    double[][] corners = {{east, north}, {east, south}, {west, south}, {west, north}};
    List<SkyPosition> outline = new ArrayList<>();
    for (int side = 0; side < 4; side++) {
      double[] from = corners[side];
      double[] to = corners[(side + 1) % 4];
      int steps = steps(geometry, from, to);
      for (int step = 0; step < steps; step++) {
        double x = from[0] + (to[0] - from[0]) * step / steps;
        double y = from[1] + (to[1] - from[1]) * step / steps;
        Optional<SkyPosition> point = position(plane, geometry.l(x), geometry.m(y), equinox);
        if (point.isEmpty()) {
          return List.of();
        }
        outline.add(point.get());
      }
    }
    return outline;
  }

  private static int steps(ImageGeometry geometry, double[] from, double[] to) {
    double degrees =
        Math.toDegrees(
            Math.hypot(
                (to[0] - from[0]) * geometry.cellLRadians(),
                (to[1] - from[1]) * geometry.cellMRadians()));
    return (int) Math.clamp(Math.ceil(degrees / DEGREES_BETWEEN_POINTS), 1, MOST_PER_SIDE);
  }

  private static Optional<SkyPosition> position(
      TangentPlane plane, double l, double m, double equinox) {
    // Half a pixel beyond the outermost centres, there may be no sky.
    return l * l + m * m < 1 ? Icrs.of(plane.position(l, m), equinox) : Optional.empty();
  }
}
