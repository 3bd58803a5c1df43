package dev.fringe.imaging.sources;

import java.io.Serializable;

/**
 * @param peakSigmas least height of a source over the local noise
 * @param islandSigmas height over the local noise down to which its pixels reach
 * @param boxBeams side of the boxes in which the local noise is measured, in beams; at least 5
 */
public record SourceFinderParameters(double peakSigmas, double islandSigmas, double boxBeams)
    implements Serializable {

  public SourceFinderParameters {
    if (!(peakSigmas >= islandSigmas && islandSigmas > 0)) {
      throw new IllegalArgumentException(
          "thresholds of "
              + peakSigmas
              + " sigma for peaks and "
              + islandSigmas
              + " for islands are wrong: peaks need at least what islands need, above 0");
    }
    if (!(boxBeams >= 5)) {
      throw new IllegalArgumentException("boxBeams is " + boxBeams + ", but must be at least 5");
    }
  }

  /** Peaks of 5 sigma, islands down to 3, noise in boxes of 40 beams. */
  public static SourceFinderParameters standard() {
    return new SourceFinderParameters(5, 3, 40);
  }
}
