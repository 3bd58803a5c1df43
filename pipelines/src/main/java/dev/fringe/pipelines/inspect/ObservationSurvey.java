package dev.fringe.pipelines.inspect;

import dev.fringe.pipelines.console.Progress;
import dev.fringe.pipelines.field.FieldOfView;
import dev.fringe.pipelines.field.Pixels;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.util.List;

/**
 * What a file holds, from reading all of it once. Visibilities are counted by product; those of
 * autocorrelations are not among them. Baselines are projected: their length is sqrt(u² + v²).
 *
 * @param observation what the headers say
 * @param rows rows in the file
 * @param autocorrelationRows rows of one antenna with itself
 * @param startMjd middle of the earliest row, UTC days; NaN if there are no rows
 * @param endMjd middle of the latest row
 * @param integrationSeconds of the rows, or the shortest step of time where the file does not tell;
 *     0 where it cannot be told
 * @param times different times
 * @param antennasUsed antennas with visibilities
 * @param baselines different pairs of antennas
 * @param visibilities rows, channels and products multiplied
 * @param flagged those whose weight is not above 0 or whose value is not finite
 * @param notFinite those with a NaN or an infinity, in value or weight; flagged as well
 * @param shortestMetres shortest baseline of unflagged visibilities, or of all if all are flagged
 * @param longestMetres longest likewise
 * @param shortestWavelengths shortest at the channel's own frequency
 * @param longestWavelengths longest likewise
 * @param lowestAmplitude the amplitude that 0.1 % of the parallel hands are below; 0 if none
 * @param medianAmplitude of the parallel hands
 * @param highestAmplitude the amplitude that 0.1 % are above
 */
public record ObservationSurvey(
    Observation observation,
    long rows,
    long autocorrelationRows,
    double startMjd,
    double endMjd,
    double integrationSeconds,
    int times,
    int antennasUsed,
    int baselines,
    long visibilities,
    long flagged,
    long notFinite,
    double shortestMetres,
    double longestMetres,
    double shortestWavelengths,
    double longestWavelengths,
    double lowestAmplitude,
    double medianAmplitude,
    double highestAmplitude) {

  /** As many values are decoded at a time; 12 MB of them. */
  private static final int VALUES_PER_BLOCK = 1 << 20;

  /** Reads a file from end to end, in blocks of bounded size. */
  public static ObservationSurvey of(VisibilityFile file, Progress progress) throws IOException {
    Surveyor surveyor = new Surveyor(file.observation());
    forEachBlock(file, progress, surveyor::add);
    return surveyor.survey();
  }

  /** Takes the blocks of a file one by one. */
  @FunctionalInterface
  interface BlockConsumer {
    void accept(VisibilityBlock block) throws IOException;
  }

  static void forEachBlock(VisibilityFile file, Progress progress, BlockConsumer consumer)
      throws IOException {
    Observation observation = file.observation();
    long rows = observation.groups();
    int values = Math.max(1, observation.channels() * observation.correlations().size());
    int block = Math.max(1, VALUES_PER_BLOCK / values);
    for (long row = 0; row < rows; row += block) {
      consumer.accept(file.read(row, (int) Math.min(block, rows - row)));
      progress.at(Math.min(row + block, rows), rows);
    }
  }

  /** Whether there is anything to image. */
  public boolean hasUnflagged() {
    return flagged < visibilities;
  }

  public double flaggedShare() {
    return visibilities == 0 ? 0 : (double) flagged / visibilities;
  }

  /** Length of the observation, the first and last integration included. */
  public double durationSeconds() {
    return (endMjd - startMjd) * 86_400 + integrationSeconds;
  }

  /** λ / b of the longest baseline; infinite if there is none. */
  public double resolutionRadians() {
    return 1 / longestWavelengths;
  }

  /** λ / b of the shortest baseline: what is larger on the sky is not seen. */
  public double largestScaleRadians() {
    return 1 / shortestWavelengths;
  }

  public FieldOfView fieldOfView() {
    return field(resolutionRadians());
  }

  /** The cell that a run would take. */
  public double suggestedCellRadians() {
    return Pixels.cellRadians(longestWavelengths);
  }

  /** The size that a run would take. */
  public int suggestedSize() {
    double cell = suggestedCellRadians();
    return Pixels.across(field(Pixels.PER_FRINGE * cell), cell).size();
  }

  private FieldOfView field(double fringeRadians) {
    return FieldOfView.of(List.of(observation), fringeRadians, integrationSeconds);
  }
}
