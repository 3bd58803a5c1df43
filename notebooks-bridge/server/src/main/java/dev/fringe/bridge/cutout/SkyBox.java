package dev.fringe.bridge.cutout;

import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Outlines;
import dev.fringe.bridge.sky.Polygon;
import dev.fringe.bridge.sky.Region;
import dev.fringe.imaging.sky.SkyPosition;
import java.util.List;
import java.util.Optional;

/**
 * The smallest box of pixels that holds the part of a region that an image shows. Pixels of the box
 * outside of the region are kept as they are.
 */
record SkyBox(PixelRange alongLongitude, PixelRange alongLatitude) {

  private static final int GRID = 64;

  static Optional<SkyBox> of(SkyCoordinates coordinates, Region region) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    // The other side of the sky surrounds an outline that it is inside of.
    boolean isShown = !region.contains(coordinates.antipode());
    List<double[]> outline = Outlines.of(region);
    for (double[] point : outline) {
      Optional<double[]> pixel = coordinates.pixel(point[0], point[1]);
      isShown &= pixel.isPresent();
      for (int i = 0; pixel.isPresent() && i < 2; i++) {
        low[i] = Math.min(low[i], pixel.get()[i]);
        high[i] = Math.max(high[i], pixel.get()[i]);
      }
    }
    long width = coordinates.longitude().length();
    long height = coordinates.latitude().length();
    if (!isShown) {
      // It reaches beyond what the projection shows: what of it is in sight may be anything.
      SkyBox whole = new SkyBox(PixelRange.all(width), PixelRange.all(height));
      return Optional.of(whole).filter(box -> isSeen(coordinates, region));
    }
    return PixelRange.covering(low[0], high[0], width)
        .flatMap(x -> PixelRange.covering(low[1], high[1], height).map(y -> new SkyBox(x, y)))
        .filter(box -> box.isTouched(coordinates, region));
  }

  private static boolean isSeen(SkyCoordinates coordinates, Region region) {
    double width = coordinates.longitude().length();
    double height = coordinates.latitude().length();
    for (int i = 0; i <= GRID; i++) {
      for (int j = 0; j <= GRID; j++) {
        Optional<SkyPosition> position =
            coordinates.position(0.5 + width * i / GRID, 0.5 + height * j / GRID);
        if (position.isPresent() && region.contains(point(position.get()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Circle point(SkyPosition position) {
    return new Circle(
        Math.toDegrees(position.rightAscensionRadians()),
        Math.toDegrees(position.declinationRadians()),
        0);
  }

  /** A box's corner may be cut where the region only passes by. */
  private boolean isTouched(SkyCoordinates coordinates, Region region) {
    double[] xs = {alongLongitude.first() - 0.5, alongLongitude.last() + 0.5};
    double[] ys = {alongLatitude.first() - 0.5, alongLatitude.last() + 0.5};
    double[] corners = new double[8];
    int at = 0;
    for (int[] corner : new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
      Optional<SkyPosition> position = coordinates.position(xs[corner[0]], ys[corner[1]]);
      if (position.isEmpty()) {
        return true;
      }
      Circle point = point(position.get());
      corners[at++] = point.ra();
      corners[at++] = point.dec();
    }
    try {
      return Polygon.of(corners).intersects(region);
    } catch (IllegalArgumentException tooSmallOrFolded) {
      return true;
    }
  }
}
