package dev.fringe.imaging.gridding;

import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;

/**
 * How many samples there are at each |w|, and how far they reach: what a plan and its slabs are
 * chosen from. Histograms of the same bins can be merged in any order. Not safe for use by several
 * threads.
 */
public final class WHistogram implements Serializable {

  private static final long serialVersionUID = 2;
  private static final int DEFAULT_BINS = 16384;

  private final double binLambda;
  private final long[] counts;
  private long samples;
  private double maxU;
  private double maxV;
  private double maxW;
  private double longest;
  private double minW = Double.POSITIVE_INFINITY;

  private WHistogram(double binLambda, int bins) {
    this.binLambda = binLambda;
    this.counts = new long[bins];
  }

  /**
   * An empty histogram.
   *
   * @param longestLambda length of the longest baseline in wavelengths; larger |w| are counted in
   *     the last bin
   */
  public static WHistogram upTo(double longestLambda) {
    if (!(longestLambda > 0 && longestLambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "longest baseline is " + longestLambda + " wavelengths, but must be above 0");
    }
    return new WHistogram(longestLambda / DEFAULT_BINS, DEFAULT_BINS);
  }

  /** Counts the samples of a block that are not flagged. */
  public void add(SampleBlock block) {
    final int channels = block.channels();
    double[] perMetre = new double[channels];
    for (int c = 0; c < channels; c++) {
      perMetre[c] = block.frequenciesHz()[c] / SampleBlock.SPEED_OF_LIGHT;
    }
    final float[] weights = block.weight();
    for (int row = 0; row < block.rows(); row++) {
      double u = Math.abs(block.uMetres()[row]);
      double v = Math.abs(block.vMetres()[row]);
      double w = Math.abs(block.wMetres()[row]);
      if (!(u + v + w < Double.POSITIVE_INFINITY)) {
        continue;
      }
      final double length = Math.hypot(Math.hypot(u, v), w);
      for (int c = 0; c < channels; c++) {
        float weight = weights[row * channels + c];
        if (weight > 0 && weight < Float.POSITIVE_INFINITY) {
          double scaled = w * perMetre[c];
          counts[(int) Math.min(scaled / binLambda, counts.length - 1)]++;
          samples++;
          maxU = Math.max(maxU, u * perMetre[c]);
          maxV = Math.max(maxV, v * perMetre[c]);
          maxW = Math.max(maxW, scaled);
          longest = Math.max(longest, length * perMetre[c]);
          minW = Math.min(minW, scaled);
        }
      }
    }
  }

  /**
   * Adds another histogram to this one.
   *
   * @return this
   * @throws IllegalArgumentException if the other has other bins
   */
  public WHistogram merge(WHistogram other) {
    if (other.binLambda != binLambda || other.counts.length != counts.length) {
      throw new IllegalArgumentException(
          "histograms with bins of "
              + binLambda
              + " and "
              + other.binLambda
              + " wavelengths cannot be merged");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    samples += other.samples;
    maxU = Math.max(maxU, other.maxU);
    maxV = Math.max(maxV, other.maxV);
    maxW = Math.max(maxW, other.maxW);
    longest = Math.max(longest, other.longest);
    minW = Math.min(minW, other.minW);
    return this;
  }

  /** Number of samples that are not flagged. */
  public long samples() {
    return samples;
  }

  /** Largest |u| in wavelengths, 0 without samples; likewise the others. */
  public double maxULambda() {
    return maxU;
  }

  public double maxVLambda() {
    return maxV;
  }

  public double maxWLambda() {
    return maxW;
  }

  /** Least |w| in wavelengths, 0 without samples. */
  public double minWLambda() {
    return samples == 0 ? 0 : minW;
  }

  /** How far the samples reach. */
  public UvwReach reach() {
    return new UvwReach(maxU, maxV, maxW, longest);
  }

  int bins() {
    return counts.length;
  }

  double binLambda() {
    return binLambda;
  }

  long count(int bin) {
    return counts[bin];
  }
}
