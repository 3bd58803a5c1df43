package dev.fringe.imaging.clean;

import dev.fringe.imaging.parallel.Workers;

/**
 * Median and noise of an image that hold in the presence of sources: the noise is 1.4826 times the
 * median of the absolute deviations from the median (MAD), which is the standard deviation if the
 * noise is Gaussian. Values that are not finite are left out.
 *
 * @param median of the finite pixels; 0 if there are none
 * @param noise 1.4826 · MAD; 0 if there are no finite pixels
 */
public record RobustNoise(double median, double noise) {

  /** Standard deviation of a Gaussian over its median absolute deviation. */
  public static final double SIGMA_PER_MAD = 1.4826022185056018;

  private static final int STRIP = 1 << 18;
  private static final int BINS = 1 << 16;

  /** Of a whole image, exactly (a selection by radix, four passes). */
  public static RobustNoise of(float[] image, Workers workers) {
    float median = select(image, Float.NaN, workers);
    float deviation = select(image, median, workers);
    return Float.isNaN(median)
        ? new RobustNoise(0, 0)
        : new RobustNoise(median, SIGMA_PER_MAD * deviation);
  }

  public static RobustNoise of(float[] image) {
    return of(image, Workers.single());
  }

  /**
   * Of a box of an image, columns [x0, x1) and rows [y0, y1).
   *
   * @param width of the image, in pixels
   */
  public static RobustNoise ofBox(float[] image, int width, int x0, int x1, int y0, int y1) {
    float[] box = new float[(x1 - x0) * (y1 - y0)];
    for (int y = y0; y < y1; y++) {
      System.arraycopy(image, y * width + x0, box, (y - y0) * (x1 - x0), x1 - x0);
    }
    return of(box);
  }

  /** The lower median of the values, or of their distances from {@code centre} if it is finite. */
  private static float select(float[] image, float centre, Workers workers) {
    long[] high = histogram(image, centre, -1, workers);
    long count = 0;
    for (long bin : high) {
      count += bin;
    }
    if (count == 0) {
      return Float.NaN;
    }
    long rank = (count - 1) / 2;
    int top = 0;
    while (rank >= high[top]) {
      rank -= high[top++];
    }
    long[] low = histogram(image, centre, top, workers);
    int bottom = 0;
    while (rank >= low[bottom]) {
      rank -= low[bottom++];
    }
    return value(top << 16 | bottom);
  }

  private static long[] histogram(float[] image, float centre, int top, Workers workers) {
    int strips = Math.min(workers.threads(), (image.length + STRIP - 1) / STRIP);
    int[][] counts = new int[strips][BINS];
    boolean absolute = Float.isFinite(centre);
    workers.forEach(
        strips,
        strip -> {
          int[] bins = counts[strip];
          int end = (int) ((long) image.length * (strip + 1) / strips);
          for (int i = (int) ((long) image.length * strip / strips); i < end; i++) {
            float x = absolute ? Math.abs(image[i] - centre) : image[i];
            if (x * 0 == 0) {
              int key = key(x);
              if (top < 0) {
                bins[key >>> 16]++;
              } else if (key >>> 16 == top) {
                bins[key & 0xffff]++;
              }
            }
          }
        });
    long[] sum = new long[BINS];
    for (int[] bins : counts) {
      for (int i = 0; i < BINS; i++) {
        sum[i] += bins[i];
      }
    }
    return sum;
  }

  /** Bits whose unsigned order is the order of the numbers. */
  private static int key(float x) {
    int bits = Float.floatToRawIntBits(x);
    return bits ^ (bits >> 31 | 0x8000_0000);
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ 0x8000_0000 : ~key);
  }
}
