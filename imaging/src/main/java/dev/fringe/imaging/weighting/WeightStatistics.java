package dev.fringe.imaging.weighting;

import java.io.Serializable;

/**
 * What the weighting did to the sensitivity. All sums are over samples that are in the image.
 *
 * @param samples number of samples
 * @param flagged samples that had no weight to begin with
 * @param beyond samples left out because the pixels cannot show them
 * @param statistical sum of the statistical weights w
 * @param imaging sum of the imaging weights W
 * @param imagingSquared sum of W²
 * @param noiseSquared sum of W² / w
 */
public record WeightStatistics(
    long samples,
    long flagged,
    long beyond,
    double statistical,
    double imaging,
    double imagingSquared,
    double noiseSquared)
    implements Serializable {

  public static WeightStatistics none() {
    return new WeightStatistics(0, 0, 0, 0, 0, 0, 0);
  }

  public WeightStatistics plus(WeightStatistics other) {
    return new WeightStatistics(
        samples + other.samples,
        flagged + other.flagged,
        beyond + other.beyond,
        statistical + other.statistical,
        imaging + other.imaging,
        imagingSquared + other.imagingSquared,
        noiseSquared + other.noiseSquared);
  }

  /** Noise of the image over that of natural weighting; 1 or more (Briggs 1995, eq. 3.5). */
  public double noiseOverNatural() {
    return Math.sqrt(noiseSquared * statistical) / imaging;
  }

  /** Noise of the image in Jy / beam, if the statistical weights are inverse variances in Jy. */
  public double noiseJy() {
    return Math.sqrt(noiseSquared) / imaging;
  }

  /** Number of samples of equal weight that would weigh as much: (ΣW)² / ΣW². */
  public double effectiveSamples() {
    return imaging * imaging / imagingSquared;
  }
}
