package dev.fringe.pipelines.cli;

/**
 * The ring that fits an image best: from its centre, the brightest pixels in all directions are
 * about equally far away.
 *
 * @param radiusPixels mean distance of the brightest points
 * @param centreOfPeak brightness at the centre over the mean brightness of the ridge
 * @param south mean brightness of the southern half of the ridge, Jy/beam
 * @param north of the northern half
 */
record Ring(double radiusPixels, double centreOfPeak, double south, double north) {

  private static final int DIRECTIONS = 72;

  /** A ring's centre is darker than this part of its ridge. */
  private static final double DIP = 0.6;

  static Ring in(float[] image, int size) {
    double best = Double.MAX_VALUE;
    double bestX = size / 2.0;
    double bestY = size / 2.0;
    for (double y = size / 2.0 - 8; y <= size / 2.0 + 8; y += 0.5) {
      for (double x = size / 2.0 - 8; x <= size / 2.0 + 8; x += 0.5) {
        double spread = spread(image, size, x, y);
        if (spread < best && around(image, size, x, y).centreOfPeak() < DIP) {
          best = spread;
          bestX = x;
          bestY = y;
        }
      }
    }
    return around(image, size, bestX, bestY);
  }

  private static double spread(float[] image, int size, double x, double y) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double r = ridge(image, size, x, y, angle(i));
      sum += r;
      squares += r * r;
    }
    double mean = sum / DIRECTIONS;
    return Math.sqrt(Math.max(0, squares / DIRECTIONS - mean * mean)) / mean;
  }

  private static Ring around(float[] image, int size, double x, double y) {
    double radius = 0;
    double south = 0;
    double north = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double r = ridge(image, size, x, y, angle(i));
      double brightness = at(image, size, x + r * Math.cos(angle(i)), y + r * Math.sin(angle(i)));
      radius += r / DIRECTIONS;
      south += Math.sin(angle(i)) < 0 ? 2 * brightness / DIRECTIONS : 0;
      north += Math.sin(angle(i)) > 0 ? 2 * brightness / DIRECTIONS : 0;
    }
    return new Ring(radius, at(image, size, x, y) / ((south + north) / 2), south, north);
  }

  private static double angle(int direction) {
    return 2 * Math.PI * (direction + 0.5) / DIRECTIONS;
  }

  private static double ridge(float[] image, int size, double x, double y, double angle) {
    double brightest = Double.NEGATIVE_INFINITY;
    double found = 0;
    for (double r = 2; r < 25; r += 0.25) {
      double value = at(image, size, x + r * Math.cos(angle), y + r * Math.sin(angle));
      if (value > brightest) {
        brightest = value;
        found = r;
      }
    }
    return found;
  }

  private static double at(float[] image, int size, double x, double y) {
    int left = (int) Math.floor(x);
    int below = (int) Math.floor(y);
    double u = x - left;
    double v = y - below;
    int p = below * size + left;
    return (1 - v) * ((1 - u) * image[p] + u * image[p + 1])
        + v * ((1 - u) * image[p + size] + u * image[p + size + 1]);
  }
}
