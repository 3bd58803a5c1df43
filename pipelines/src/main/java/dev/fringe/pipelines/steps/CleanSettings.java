package dev.fringe.pipelines.steps;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.clean.CleanAlgorithm;
import dev.fringe.imaging.clean.CleanMask;
import dev.fringe.imaging.clean.CleanParameters;
import dev.fringe.imaging.clean.CleanThreshold;
import dev.fringe.workflow.Clean;
import dev.fringe.workflow.value.Threshold;

/** A workflow's clean, as the minor cycle takes it. */
final class CleanSettings {

  private CleanSettings() {}

  static CleanParameters parameters(Clean clean) {
    CleanAlgorithm algorithm =
        clean.algorithm() == Clean.Algorithm.HOGBOM ? CleanAlgorithm.HOGBOM : CleanAlgorithm.CLARK;
    CleanParameters parameters =
        CleanParameters.of(algorithm)
            .withGain(clean.gain())
            .withMajorGain(clean.majorGain())
            .withIterations(clean.iterations())
            .withThreshold(threshold(clean.threshold()));
    return clean
        .autoMask()
        .map(mask -> parameters.withAutoMask(threshold(mask)))
        .orElse(parameters);
  }

  /** Where components may lie. */
  static CleanMask area(Clean clean, ImageGeometry geometry) {
    return clean
        .mask()
        .map(mask -> CleanMask.circle(geometry, mask.radius().radians()))
        .orElseGet(() -> CleanMask.all(geometry.width(), geometry.height()));
  }

  private static CleanThreshold threshold(Threshold threshold) {
    return switch (threshold) {
      case Threshold.Sigmas sigmas -> CleanThreshold.ofSigmas(sigmas.count());
      case Threshold.Level level -> CleanThreshold.ofJansky(level.flux().jansky());
    };
  }
}
