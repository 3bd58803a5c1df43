package dev.fringe.pipelines.picture;

import dev.fringe.imaging.picture.Stretch;

/**
 * The pixels of an image brought to the size of a picture, from the top row down, as fractions of
 * the colour scale; NaN where there is no pixel.
 */
record Raster(int width, int height, float[] fractions) {

  /**
   * Brings an image in FITS order near {@code target} pixels on its longer side, by an integer
   * factor.
   *
   * @param smooth whether an enlarged image is interpolated (Catmull-Rom); its pixels are squares
   *     otherwise
   */
  static Raster of(
      float[] pixels, int width, int height, Stretch stretch, int target, boolean smooth) {
    int longer = Math.max(width, height);
    if (longer > target * 11 / 10) {
      return shrunk(pixels, width, height, stretch, (longer + target - 1) / target);
    }
    int factor = Math.max(1, target / longer);
    return smooth && factor > 1
        ? smoothed(pixels, width, height, stretch, factor)
        : enlarged(pixels, width, height, stretch, factor);
  }

  private static Raster enlarged(
      float[] pixels, int width, int height, Stretch stretch, int factor) {
    int columns = width * factor;
    int rows = height * factor;
    float[] fractions = new float[columns * rows];
    for (int row = 0; row < rows; row++) {
      int y = height - 1 - row / factor;
      for (int column = 0; column < columns; column++) {
        fractions[row * columns + column] = fraction(stretch, pixels[y * width + column / factor]);
      }
    }
    return new Raster(columns, rows, fractions);
  }

  private static Raster shrunk(float[] pixels, int width, int height, Stretch stretch, int factor) {
    int columns = (width + factor - 1) / factor;
    int rows = (height + factor - 1) / factor;
    float[] fractions = new float[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        // Blocks are counted from the picture's top left corner, as the picture is drawn.
        int top = height - 1 - row * factor;
        int bottom = Math.max(0, top - factor + 1);
        int right = Math.min(width, (column + 1) * factor);
        fractions[row * columns + column] =
            fraction(stretch, block(pixels, width, column * factor, right, bottom, top, stretch));
      }
    }
    return new Raster(columns, rows, fractions);
  }

  private static float block(
      float[] pixels, int width, int left, int right, int bottom, int top, Stretch stretch) {
    double sum = 0;
    int count = 0;
    float largest = Float.NEGATIVE_INFINITY;
    for (int y = bottom; y <= top; y++) {
      for (int x = left; x < right; x++) {
        float pixel = pixels[y * width + x];
        if (Float.isFinite(pixel)) {
          sum += pixel;
          count++;
          largest = Math.max(largest, pixel);
        }
      }
    }
    double mean = sum / count;
    return count == 0 ? Float.NaN : (float) stretch.shown(mean, largest);
  }

  private static Raster smoothed(
      float[] pixels, int width, int height, Stretch stretch, int factor) {
    float[] small = new float[width * height];
    for (int i = 0; i < small.length; i++) {
      small[i] = fraction(stretch, pixels[i]);
    }
    int columns = width * factor;
    int rows = height * factor;
    float[] fractions = new float[columns * rows];
    float[] line = new float[4];
    for (int row = 0; row < rows; row++) {
      double y = height - 0.5 - (row + 0.5) / factor;
      int below = (int) Math.floor(y);
      for (int column = 0; column < columns; column++) {
        double x = (column + 0.5) / factor - 0.5;
        int left = (int) Math.floor(x);
        for (int i = 0; i < 4; i++) {
          int at = Math.clamp(below - 1 + i, 0, height - 1) * width;
          line[i] =
              cubic(
                  small[at + Math.clamp(left - 1, 0, width - 1)],
                  small[at + Math.clamp(left, 0, width - 1)],
                  small[at + Math.clamp(left + 1, 0, width - 1)],
                  small[at + Math.clamp(left + 2, 0, width - 1)],
                  x - left);
        }
        fractions[row * columns + column] = cubic(line[0], line[1], line[2], line[3], y - below);
      }
    }
    return new Raster(columns, rows, fractions);
  }

  private static float cubic(float a, float b, float c, float d, double t) {
    return (float)
        (b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
  }

  private static float fraction(Stretch stretch, float pixel) {
    return Float.isFinite(pixel) ? (float) stretch.fraction(pixel) : Float.NaN;
  }
}
