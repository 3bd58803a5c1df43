package dev.fringe.bridge.preview;

import dev.fringe.storage.image.ImageFitsReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * A plane of an image brought to the size of a picture: of each block of pixels the mean and the
 * largest, and a sample of pixels as they are, by which noise is judged. Of large planes only some
 * rows of each block are read, so that a picture costs no more than {@value #MOST_BYTES} bytes.
 *
 * @param width of the picture
 * @param height of the picture
 * @param means by block, from the bottom row up; NaN where there is no pixel
 * @param largest by block
 * @param sample of pixels
 */
record ReducedPlane(int width, int height, float[] means, float[] largest, float[] sample) {

  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_SAMPLES = 1 << 19;

  static ReducedPlane read(ImageFitsReader image, long plane, int size) throws IOException {
    int columns = image.width();
    int rows = image.height();
    int factor = Math.max(1, (Math.max(columns, rows) + size - 1) / size);
    int width = (columns + factor - 1) / factor;
    int height = (rows + factor - 1) / factor;
    ReducedPlane reduced =
        new ReducedPlane(
            width,
            height,
            new float[width * height],
            new float[width * height],
            new float[MOST_SAMPLES + columns]);
    int rowsOfBlock = Math.clamp(MOST_BYTES / 4 / columns / height, 1, factor);
    long wanted = (long) rowsOfBlock * height * columns;
    // An odd stride, so that a sample does not fall on a few columns.
    int stride = (int) (wanted / MOST_SAMPLES) | 1;
    int samples = 0;
    for (int y = 0; y < height; y++) {
      int first = y * factor;
      int last = Math.min(rows, first + factor);
      int count = Math.min(rowsOfBlock, last - first);
      Block block = new Block(width);
      for (int i = 0; i < count; i++) {
        int row = first + (int) ((long) i * (last - first) / count);
        float[] pixels = image.read((plane * rows + row) * columns, columns);
        block.add(pixels, factor);
        for (int x = row % stride; x < columns && samples < reduced.sample.length; x += stride) {
          if (Float.isFinite(pixels[x])) {
            reduced.sample[samples++] = pixels[x];
          }
        }
      }
      block.write(reduced, y);
    }
    return new ReducedPlane(
        width, height, reduced.means, reduced.largest, Arrays.copyOf(reduced.sample, samples));
  }

  /** A row of blocks. */
  private static final class Block {
    private final double[] sums;
    private final int[] counts;
    private final float[] largest;

    Block(int width) {
      this.sums = new double[width];
      this.counts = new int[width];
      this.largest = new float[width];
      Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    }

    void add(float[] pixels, int factor) {
      for (int x = 0; x < pixels.length; x++) {
        if (Float.isFinite(pixels[x])) {
          int at = x / factor;
          sums[at] += pixels[x];
          counts[at]++;
          largest[at] = Math.max(largest[at], pixels[x]);
        }
      }
    }

    void write(ReducedPlane target, int y) {
      for (int x = 0; x < sums.length; x++) {
        int at = y * sums.length + x;
        target.means[at] = counts[x] == 0 ? Float.NaN : (float) (sums[x] / counts[x]);
        target.largest[at] = counts[x] == 0 ? Float.NaN : largest[x];
      }
    }
  }
}
