package dev.fringe.imaging.clean;

import java.io.Serializable;

/**
 * How deep to clean: to the higher of two levels.
 *
 * @param jansky a flux density in Jy / beam, 0 or above
 * @param sigmas a multiple of the robust noise of the residual, 0 or above
 */
public record CleanThreshold(double jansky, double sigmas) implements Serializable {

  public CleanThreshold {
    if (!(jansky >= 0 && sigmas >= 0)) {
      throw new IllegalArgumentException(
          "a threshold of " + jansky + " Jy and " + sigmas + " sigma must not be negative");
    }
  }

  public static CleanThreshold ofJansky(double jansky) {
    return new CleanThreshold(jansky, 0);
  }

  public static CleanThreshold ofSigmas(double sigmas) {
    return new CleanThreshold(0, sigmas);
  }

  /** A level of 0: everything is above it. */
  public static CleanThreshold none() {
    return new CleanThreshold(0, 0);
  }

  public boolean isNone() {
    return jansky == 0 && sigmas == 0;
  }

  /** The level in Jy / beam where the noise is {@code noiseJy}. */
  public double level(double noiseJy) {
    return Math.max(jansky, sigmas * noiseJy);
  }
}
