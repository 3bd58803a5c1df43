package dev.fringe.imaging.clean;

import java.io.Serializable;

/**
 * @param algorithm of the minor cycles
 * @param gain share of a peak that one component takes away; above 0, at most 1
 * @param majorGain share of the peak that one major cycle may clean away before the residual is
 *     recomputed; above 0, at most 1 (the "mgain" of WSClean)
 * @param iterations components in all, over all major cycles
 * @param threshold the depth at which the clean is finished
 * @param autoMask first clean only to this level, then to the threshold within the pixels that got
 *     components; {@link CleanThreshold#none} for no automatic mask
 * @param borderPixels margin in which no component may lie
 * @param negativeComponents whether negative peaks are cleaned too
 * @param stopOnDivergence whether a residual that grows ends the clean
 */
public record CleanParameters(
    CleanAlgorithm algorithm,
    double gain,
    double majorGain,
    long iterations,
    CleanThreshold threshold,
    CleanThreshold autoMask,
    int borderPixels,
    boolean negativeComponents,
    boolean stopOnDivergence)
    implements Serializable {

  public CleanParameters {
    require(gain > 0 && gain <= 1, "gain", gain, "above 0 and at most 1");
    require(majorGain > 0 && majorGain <= 1, "majorGain", majorGain, "above 0 and at most 1");
    require(iterations >= 0, "iterations", iterations, "0 or more");
    require(borderPixels >= 0, "borderPixels", borderPixels, "0 or more");
  }

  private static void require(boolean right, String name, Number value, String rule) {
    if (!right) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be " + rule);
    }
  }

  /** Gain 0.1, major gain 0.8, 20 000 iterations down to 3 sigma, negative components allowed. */
  public static CleanParameters of(CleanAlgorithm algorithm) {
    return new CleanParameters(
        algorithm,
        0.1,
        0.8,
        20_000,
        CleanThreshold.ofSigmas(3),
        CleanThreshold.none(),
        0,
        true,
        true);
  }

  public CleanParameters withGain(double value) {
    return new CleanParameters(
        algorithm,
        value,
        majorGain,
        iterations,
        threshold,
        autoMask,
        borderPixels,
        negativeComponents,
        stopOnDivergence);
  }

  public CleanParameters withMajorGain(double value) {
    return new CleanParameters(
        algorithm,
        gain,
        value,
        iterations,
        threshold,
        autoMask,
        borderPixels,
        negativeComponents,
        stopOnDivergence);
  }

  public CleanParameters withIterations(long value) {
    return new CleanParameters(
        algorithm,
        gain,
        majorGain,
        value,
        threshold,
        autoMask,
        borderPixels,
        negativeComponents,
        stopOnDivergence);
  }

  public CleanParameters withThreshold(CleanThreshold value) {
    return new CleanParameters(
        algorithm,
        gain,
        majorGain,
        iterations,
        value,
        autoMask,
        borderPixels,
        negativeComponents,
        stopOnDivergence);
  }

  public CleanParameters withAutoMask(CleanThreshold value) {
    return new CleanParameters(
        algorithm,
        gain,
        majorGain,
        iterations,
        threshold,
        value,
        borderPixels,
        negativeComponents,
        stopOnDivergence);
  }

  public CleanParameters withBorder(int pixels) {
    return new CleanParameters(
        algorithm,
        gain,
        majorGain,
        iterations,
        threshold,
        autoMask,
        pixels,
        negativeComponents,
        stopOnDivergence);
  }

  public CleanParameters withNegativeComponents(boolean value) {
    return new CleanParameters(
        algorithm,
        gain,
        majorGain,
        iterations,
        threshold,
        autoMask,
        borderPixels,
        value,
        stopOnDivergence);
  }
}
