package dev.fringe.imaging.beam;

import dev.fringe.imaging.ImageGeometry;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * The pixels of a PSF that are reached from its centre by going downhill only, down to a level:
 * sidelobes, however high, are beyond a valley. Offsets are in units of the smaller cell, l to the
 * east.
 */
record MainLobe(double[] offsetL, double[] offsetM, double[] values) {

  /** The lobe is followed down to the first of these levels that yields enough pixels. */
  private static final float[] LEVELS = {0.35f, 0.2f, 0.1f, 0.03f};

  private static final int ENOUGH = 13;

  static MainLobe of(float[] psf, ImageGeometry geometry) {
    BitSet pixels = new BitSet();
    for (float level : LEVELS) {
      pixels = downhill(psf, geometry, level);
      if (pixels.cardinality() >= ENOUGH) {
        break;
      }
    }
    int width = geometry.width();
    double cell = Math.min(geometry.cellLRadians(), geometry.cellMRadians());
    int[] places = pixels.stream().toArray();
    double[] l = new double[places.length];
    double[] m = new double[places.length];
    double[] values = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      int x = places[i] % width;
      int y = places[i] / width;
      l[i] = -(x - width / 2) * (geometry.cellLRadians() / cell);
      m[i] = (y - geometry.height() / 2) * (geometry.cellMRadians() / cell);
      values[i] = psf[places[i]];
    }
    return new MainLobe(l, m, values);
  }

  private static BitSet downhill(float[] psf, ImageGeometry geometry, float level) {
    int width = geometry.width();
    int height = geometry.height();
    BitSet seen = new BitSet();
    Deque<Integer> edge = new ArrayDeque<>();
    int centre = height / 2 * width + width / 2;
    seen.set(centre);
    edge.add(centre);
    while (!edge.isEmpty()) {
      int from = edge.remove();
      int x = from % width;
      int y = from / width;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int to = ny * width + nx;
          if (!seen.get(to) && psf[to] >= level && psf[to] <= psf[from]) {
            seen.set(to);
            edge.add(to);
          }
        }
      }
    }
    return seen;
  }

  int size() {
    return values.length;
  }

  double l(int i) {
    return offsetL[i];
  }

  double m(int i) {
    return offsetM[i];
  }

  double value(int i) {
    return values[i];
  }
}
