package dev.fringe.imaging.gridding;

import dev.fringe.imaging.visibility.SampleBlock;

/**
 * The least and the largest |w| of samples.
 *
 * @param minLambda in wavelengths, at most {@code maxLambda}
 * @param maxLambda in wavelengths
 */
public record WRange(double minLambda, double maxLambda) {

  /** Of all rows and channels of a block, flagged or not. */
  public static WRange of(SampleBlock block) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = 0;
    for (double frequency : block.frequenciesHz()) {
      lowest = Math.min(lowest, frequency);
      highest = Math.max(highest, frequency);
    }
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int row = 0; row < block.rows(); row++) {
      double w = Math.abs(block.wMetres()[row]);
      if (w < Double.POSITIVE_INFINITY) {
        least = Math.min(least, w);
        most = Math.max(most, w);
      }
    }
    double max = most * highest / SampleBlock.SPEED_OF_LIGHT;
    double min = least * lowest / SampleBlock.SPEED_OF_LIGHT;
    return new WRange(min <= max ? min : 0, max);
  }
}
