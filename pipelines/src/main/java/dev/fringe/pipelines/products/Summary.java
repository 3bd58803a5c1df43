package dev.fringe.pipelines.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fringe.pipelines.elements.MajorCycle.MinorCycleSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did and found, for programs and for bug reports; written as JSON. A quantity's unit is
 * in its name. The beam and the number of sources are left out where there is no beam.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Summary(
    String name,
    String software,
    String runKey,
    String object,
    String telescope,
    ImageSummary image,
    Optional<BeamSummary> beam,
    double noiseJyPerBeam,
    double peakJyPerBeam,
    double dynamicRange,
    Optional<Integer> sources,
    List<InputSummary> inputs,
    VisibilitySummary visibilities,
    WeightSummary weights,
    Optional<CalibrationSummary> selfCalibration,
    CleanSummary clean,
    List<String> parameters,
    Map<String, Double> stageSeconds) {

  /** Geometry and band. */
  public record ImageSummary(
      int width,
      int height,
      double cellArcsec,
      String polarisations,
      double centreFrequencyHz,
      double bandwidthHz) {}

  /** The restoring beam, or the PSF's where nothing was restored. */
  public record BeamSummary(double majorArcsec, double minorArcsec, double positionAngleDeg) {}

  /**
   * An input.
   *
   * @param readFrom address of the replica that was read, the first choice of them
   * @param adler32 that what was read was compared with; empty where none is known
   * @param passedOver replicas that were not used, and why
   */
  public record InputSummary(
      String name, String readFrom, long bytes, String adler32, List<String> passedOver) {}

  /** Counts of samples (row and channel). */
  public record VisibilitySummary(
      long selected, long used, long flagged, long finerThanPixels, long autocorrelationRows) {}

  /**
   * @param noiseOverNatural noise of the image over that of natural weighting
   */
  public record WeightSummary(
      String scheme, double sumOfWeights, double effectiveSamples, double noiseOverNatural) {}

  /**
   * How the self-calibration went.
   *
   * @param gains solved, of one antenna in one interval each
   * @param closureChiSquared of the closure phases per triangle, of the start and of the model of
   *     each cycle: about 1 where the model is right within the noise
   * @param meanAmplitudes by antenna
   */
  public record CalibrationSummary(
      int cycles, long gains, List<Double> closureChiSquared, Map<String, Double> meanAmplitudes) {}

  /** How the clean went. */
  public record CleanSummary(
      String algorithm,
      int majorCycles,
      long components,
      double modelFluxJy,
      String stopped,
      List<MinorCycleSummary> minorCycles) {}
}
