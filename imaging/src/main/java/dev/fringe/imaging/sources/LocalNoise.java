package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.clean.RobustNoise;
import dev.fringe.imaging.parallel.Workers;
import java.util.Arrays;

/** The robust noise of an image in boxes, and between their centres by linear interpolation. */
public final class LocalNoise {

  /** No image made of floats is less noisy than this share of its peak. */
  private static final double LEAST = 1e-6;

  private final int columns;
  private final int rows;
  private final double boxWidth;
  private final double boxHeight;
  private final double[] noise;

  private LocalNoise(int columns, int rows, double boxWidth, double boxHeight) {
    this.columns = columns;
    this.rows = rows;
    this.boxWidth = boxWidth;
    this.boxHeight = boxHeight;
    this.noise = new double[columns * rows];
  }

  /**
   * @param boxPixels side of a box, about; boxes are made to fill the image
   */
  public static LocalNoise of(
      float[] image, ImageGeometry geometry, int boxPixels, Workers workers) {
    int width = geometry.width();
    int height = geometry.height();
    int columns = Math.max(1, width / Math.max(1, boxPixels));
    int rows = Math.max(1, height / Math.max(1, boxPixels));
    LocalNoise local =
        new LocalNoise(columns, rows, (double) width / columns, (double) height / rows);
    workers.forEach(
        columns * rows,
        box -> {
          int column = box % columns;
          int row = box / columns;
          local.noise[box] =
              RobustNoise.ofBox(
                      image,
                      width,
                      (int) (column * local.boxWidth),
                      Math.min(width, (int) ((column + 1) * local.boxWidth)),
                      (int) (row * local.boxHeight),
                      Math.min(height, (int) ((row + 1) * local.boxHeight)))
                  .noise();
        });
    local.fillGaps(LEAST * highest(image));
    return local;
  }

  private static double highest(float[] image) {
    float highest = 0;
    for (float pixel : image) {
      if (Math.abs(pixel) > highest) {
        highest = Math.abs(pixel);
      }
    }
    return highest;
  }

  /** A box without a single finite pixel, or of one value, gets the typical noise of the others. */
  private void fillGaps(double least) {
    double[] known = Arrays.stream(noise).filter(value -> value > 0).sorted().toArray();
    double typical = known.length == 0 ? least : Math.max(least, known[known.length / 2]);
    Arrays.setAll(noise, box -> noise[box] > 0 ? Math.max(noise[box], least) : typical);
  }

  /** Noise at a pixel, in the units of the image. */
  public double at(double x, double y) {
    double column = Math.clamp((x + 0.5) / boxWidth - 0.5, 0, columns - 1);
    double row = Math.clamp((y + 0.5) / boxHeight - 0.5, 0, rows - 1);
    int left = (int) column;
    int low = (int) row;
    int right = Math.min(columns - 1, left + 1);
    int high = Math.min(rows - 1, low + 1);
    double toRight = column - left;
    double toHigh = row - low;
    return (1 - toHigh)
            * ((1 - toRight) * noise[low * columns + left] + toRight * noise[low * columns + right])
        + toHigh
            * ((1 - toRight) * noise[high * columns + left]
                + toRight * noise[high * columns + right]);
  }
}
