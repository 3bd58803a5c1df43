package dev.fringe.imaging.picture;

import java.util.Arrays;

/**
 * How brightness becomes colour: asinh between two levels, linear near {@code low} over about
 * {@code softness} and logarithmic above, so that the noise and the brightest source can both be
 * seen (Lupton et al. 2004, section 2).
 *
 * @param low drawn darkest
 * @param high drawn brightest; above low
 * @param softness where linear turns into logarithmic, &gt; 0; infinite for a linear scale
 */
public record Stretch(double low, double high, double softness) {

  private static final int SAMPLE = 1 << 20;
  private static final double MAD_TO_SIGMA = 1.4826;

  /** Softness is so many times the noise, see {@link #robust}. */
  private static final double SIGMAS = 3;

  private static final double OUTSTANDING_SIGMAS = 5;

  public Stretch {
    if (!(high > low) || !(softness > 0)) {
      throw new IllegalArgumentException(
          "a stretch from " + low + " to " + high + " with softness " + softness + " has no range");
    }
  }

  public static Stretch linear(double low, double high) {
    return new Stretch(low, high, Double.POSITIVE_INFINITY);
  }

  /**
   * From a little below the median to the brightest pixel, softened at the robust noise (MAD ×
   * 1.4826). Pixels that are not finite do not count; of large images a regular sample is taken for
   * the noise.
   */
  public static Stretch robust(float[] pixels) {
    double brightest = Double.NEGATIVE_INFINITY;
    double darkest = Double.POSITIVE_INFINITY;
    int finite = 0;
    for (float pixel : pixels) {
      if (Float.isFinite(pixel)) {
        finite++;
        brightest = Math.max(brightest, pixel);
        darkest = Math.min(darkest, pixel);
      }
    }
    if (finite == 0) {
      return linear(0, 1);
    }
    float[] sample = sample(pixels);
    double median = median(sample);
    float[] deviations = new float[sample.length];
    for (int i = 0; i < sample.length; i++) {
      deviations[i] = (float) Math.abs(sample[i] - median);
    }
    double sigma = MAD_TO_SIGMA * median(deviations);
    double low = Math.max(darkest, median - 2 * sigma);
    if (!(brightest > low)) {
      return linear(low - 0.5 * scale(low), low + 0.5 * scale(low));
    }
    double range = brightest - low;
    return new Stretch(low, brightest, Math.max(SIGMAS * sigma, range / 500));
  }

  /** Where a value stands between dark (0) and bright (1). */
  public double fraction(double value) {
    double clipped = Math.clamp(value, low, high) - low;
    return Double.isInfinite(softness)
        ? clipped / (high - low)
        : asinh(clipped / softness) / asinh((high - low) / softness);
  }

  /**
   * What a block of pixels is shown as when there is room for one: its mean, as the eye averages
   * noise, unless its largest pixel stands out, so that a faint point source keeps its brightness.
   */
  public double shown(double mean, double largest) {
    double outstanding = Double.isInfinite(softness) ? 0 : OUTSTANDING_SIGMAS * softness / SIGMAS;
    return largest - mean > outstanding ? largest : mean;
  }

  private static double scale(double value) {
    return value == 0 ? 1 : Math.abs(value);
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }

  private static float[] sample(float[] pixels) {
    // An odd stride, so that a sample of an image of 2^n columns does not fall on a few of them.
    int stride = pixels.length <= SAMPLE ? 1 : pixels.length / SAMPLE | 1;
    float[] sample = new float[pixels.length / stride + 1];
    int count = 0;
    for (int i = 0; i < pixels.length; i += stride) {
      if (Float.isFinite(pixels[i])) {
        sample[count++] = pixels[i];
      }
    }
    return Arrays.copyOf(sample, count);
  }

  private static double median(float[] values) {
    if (values.length == 0) {
      return 0;
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
