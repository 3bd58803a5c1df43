package dev.fringe.bridge.sky;

import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies between two right ascensions and two declinations.
 *
 * @param raLow where it begins
 * @param raHigh where it ends, going east; less than {@code raLow} if 0 lies between
 */
public record Range(double raLow, double raHigh, double decLow, double decHigh) implements Region {

  /** A parallel is drawn as great circles between points so far apart: true to 0.5 arcsec. */
  private static final double STEP = 0.25;

  private static final double WIDEST_PIECE = 90;
  private static final double LEAST = 1e-8;

  public Range {
    Region.requirePosition(raLow, decLow);
    Region.requirePosition(raHigh, decHigh);
    if (decLow > decHigh) {
      throw new IllegalArgumentException(
          "the declinations from %s to %s are none: the lower one stands first"
              .formatted(decLow, decHigh));
    }
  }

  /** Degrees of right ascension that it spans. */
  private double width() {
    double width = raHigh - raLow;
    return width < 0 ? width + 360 : Math.min(width, 360);
  }

  S2LatLngRect rectangle() {
    if (width() >= 360) {
      return new S2LatLngRect(
          S2LatLngRect.fromPointPair(
                  S2LatLng.fromDegrees(decLow, 0), S2LatLng.fromDegrees(decHigh, 0))
              .lat(),
          S2LatLngRect.fullLng());
    }
    return new S2LatLngRect(
        S2LatLng.fromDegrees(decLow, wrap(raLow)), S2LatLng.fromDegrees(decHigh, wrap(raHigh)));
  }

  private static double wrap(double degrees) {
    return Math.IEEEremainder(degrees, 360);
  }

  /** It as polygons without a hole. */
  List<S2Loop> pieces() {
    double width = Math.max(width(), LEAST);
    int count = (int) Math.ceil(width / WIDEST_PIECE);
    List<S2Loop> loops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loops.add(piece(raLow + i * width / count, width / count));
    }
    return loops;
  }

  private S2Loop piece(double start, double width) {
    double low = decHigh - decLow < LEAST ? Math.max(-90, decLow - LEAST / 2) : decLow;
    double high = decHigh - decLow < LEAST ? Math.min(90, decHigh + LEAST / 2) : decHigh;
    List<S2Point> points = new ArrayList<>();
    // A point on each meridian, which is a great circle: from pole to pole there are no others.
    parallel(points, low, start, width);
    points.add(Region.point(start + width, (low + high) / 2));
    parallel(points, high, start + width, -width);
    points.add(Region.point(start, (low + high) / 2));
    return Polygon.loopOf(points);
  }

  private static void parallel(List<S2Point> points, double dec, double from, double width) {
    if (Math.abs(dec) == 90) {
      points.add(Region.point(0, dec));
      return;
    }
    int steps = (int) Math.max(1, Math.ceil(Math.abs(width) / STEP));
    for (int i = 0; i <= steps; i++) {
      points.add(Region.point(from + i * width / steps, dec));
    }
  }

  @Override
  public S2Cap bound() {
    return rectangle().getCapBound();
  }

  @Override
  public double area() {
    return width()
        * (Math.sin(Math.toRadians(decHigh)) - Math.sin(Math.toRadians(decLow)))
        * 180
        / Math.PI;
  }

  @Override
  public S2Point centroid() {
    S2Point sum = new S2Point(0, 0, 0);
    for (S2Loop piece : pieces()) {
      sum = S2Point.add(sum, piece.getCentroid());
    }
    return S2Point.normalize(sum);
  }

  @Override
  public String toText() {
    return "RANGE ICRS " + raLow + " " + raHigh + " " + decLow + " " + decHigh;
  }
}
