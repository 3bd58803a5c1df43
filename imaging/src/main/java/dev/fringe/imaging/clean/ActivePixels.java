package dev.fringe.imaging.clean;

import java.util.Arrays;

/**
 * The bright pixels of a residual, packed in the order of the image, in chunks of which each knows
 * its highest value.
 */
final class ActivePixels {

  private static final int CHUNK = 256;

  private final int width;
  private final boolean negative;
  private final int[] pixel;
  private final int[] column;
  private final float[] value;
  private final float[] chunkPeaks;
  private final CleanKernel kernel;

  private ActivePixels(
      CleanKernel kernel, int width, boolean negative, int[] pixel, float[] value, int size) {
    int padded = (size + CHUNK - 1) / CHUNK * CHUNK;
    this.kernel = kernel;
    this.width = width;
    this.negative = negative;
    this.pixel = Arrays.copyOf(pixel, padded);
    Arrays.fill(this.pixel, size, padded, Integer.MAX_VALUE);
    this.column = new int[padded];
    Arrays.setAll(column, i -> this.pixel[i] % width);
    this.value = Arrays.copyOf(value, padded);
    this.chunkPeaks = new float[padded / CHUNK];
    for (int chunk = 0; chunk < chunkPeaks.length; chunk++) {
      chunkPeaks[chunk] = chunkPeak(chunk);
    }
  }

  /** All pixels in the mask that are higher than {@code level}. */
  static ActivePixels above(CleanImage image, float level) {
    int[] pixel = new int[4096];
    float[] value = new float[4096];
    int size = 0;
    int width = image.width();
    for (int y = 0; y < image.height(); y++) {
      if (image.rowPeakOf(y) <= level) {
        continue;
      }
      for (int x = 0; x < width; x++) {
        float candidate = image.residual()[y * width + x];
        if (image.height(candidate) > level && image.mask().contains(x, y)) {
          if (size == pixel.length) {
            pixel = Arrays.copyOf(pixel, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
          }
          pixel[size] = y * width + x;
          value[size++] = candidate;
        }
      }
    }
    return new ActivePixels(image.newKernel(), width, image.negative(), pixel, value, size);
  }

  /** Place of the highest in this list. */
  int highest() {
    int best = 0;
    for (int chunk = 1; chunk < chunkPeaks.length; chunk++) {
      if (chunkPeaks[chunk] > chunkPeaks[best]) {
        best = chunk;
      }
    }
    for (int i = best * CHUNK; i < (best + 1) * CHUNK; i++) {
      if (height(value[i]) == chunkPeaks[best]) {
        return i;
      }
    }
    throw new IllegalStateException("chunk " + best + " has lost its peak");
  }

  float value(int i) {
    return value[i];
  }

  int pixel(int i) {
    return pixel[i];
  }

  float height(float x) {
    return negative ? Math.abs(x) : x;
  }

  /** Subtracts {@code flux} times a patch of the PSF, centred on the pixel at {@code centre}. */
  void subtract(int centre, float flux, float[] psf, PsfPatch patch) {
    int shift = patch.centre() - pixel[centre];
    int x = column[centre];
    int y = pixel[centre] / width;
    int left = x - patch.west();
    int right = x + patch.east();
    int from = Math.max(0, y - patch.south()) * width;
    int to = Math.toIntExact(Math.min(Integer.MAX_VALUE, ((long) y + patch.north() + 1) * width));
    int first = chunkOf(from);
    CleanKernel.Window window = new CleanKernel.Window(from, to, left, right, shift);
    for (int chunk = first; chunk < chunkPeaks.length && pixel[chunk * CHUNK] < to; chunk++) {
      kernel.subtract(value, pixel, column, chunk * CHUNK, CHUNK, window, flux, psf);
      chunkPeaks[chunk] = chunkPeak(chunk);
    }
  }

  /** The chunk in which pixels from {@code from} on begin. */
  private int chunkOf(int from) {
    int low = 0;
    int high = chunkPeaks.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (pixel[middle * CHUNK] <= from) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private float chunkPeak(int chunk) {
    return kernel.peak(value, chunk * CHUNK, CHUNK, negative);
  }

  int size() {
    return pixel.length;
  }
}
