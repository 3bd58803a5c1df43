package dev.fringe.imaging.weighting;

import java.io.Serializable;

/**
 * @param scheme how the density of the samples counts
 * @param taperFwhmRadians full width at half maximum, in the image, of the Gaussian with which the
 *     beam is to be widened; 0 for none
 */
public record WeightingParameters(WeightingScheme scheme, double taperFwhmRadians)
    implements Serializable {

  public WeightingParameters {
    if (!(taperFwhmRadians >= 0 && taperFwhmRadians < Math.PI)) {
      throw new IllegalArgumentException(
          "taper is "
              + taperFwhmRadians
              + " radians, but must be 0 (none) or a width on the sky above 0");
    }
  }

  public static WeightingParameters of(WeightingScheme scheme) {
    return new WeightingParameters(scheme, 0);
  }

  public WeightingParameters withTaper(double fwhmRadians) {
    return new WeightingParameters(scheme, fwhmRadians);
  }
}
