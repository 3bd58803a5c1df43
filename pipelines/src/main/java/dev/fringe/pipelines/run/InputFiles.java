package dev.fringe.pipelines.run;

import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.elements.PassedOver;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.read.OpenInput;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.workflow.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The visibility files of a run, and what each says of itself.
 *
 * @param files in the order of the workflow
 * @param observations in the same order
 */
public record InputFiles(List<InputFile> files, List<Observation> observations) {

  /** Two fields are one where their phase centres are closer than this; a micro-arcsecond. */
  private static final double SAME_CENTRE_RADIANS = 5e-12;

  /**
   * Samples that one task reads at a time: enough to be worth a task, few enough to sort in memory.
   */
  private static final long SAMPLES_PER_RANGE = 1_500_000;

  public InputFiles {
    files = List.copyOf(files);
    observations = List.copyOf(observations);
  }

  /**
   * Finds and opens the inputs of a workflow.
   *
   * @param folder that relative paths begin at
   * @param lake where DIDs are looked up
   * @param connections that addresses are reached by
   * @throws UsageException if an input is not there
   * @throws BadDataException if a file cannot be read, or two show different fields
   */
  public static InputFiles find(
      List<Input> inputs, Path folder, Optional<DataLake> lake, Connections connections)
      throws IOException {
    List<InputFile> found = new InputFinder(folder, lake, connections.stores()).find(inputs);
    List<InputFile> files = new ArrayList<>();
    List<Observation> observations = new ArrayList<>();
    for (InputFile file : found) {
      List<PassedOver> passedOver = new ArrayList<>();
      try (OpenInput open = OpenInput.of(file, connections, passedOver::add)) {
        observations.add(open.file().observation());
      }
      files.add(file.without(passedOver));
    }
    checkOneField(files, observations);
    return new InputFiles(files, observations);
  }

  /** What messages call the first of them. */
  public String first() {
    return files.getFirst().name();
  }

  private static void checkOneField(List<InputFile> files, List<Observation> observations)
      throws BadDataException {
    Observation first = observations.getFirst();
    for (int i = 1; i < observations.size(); i++) {
      Observation other = observations.get(i);
      double distance =
          Math.hypot(
              other.declinationRadians() - first.declinationRadians(),
              Math.cos(first.declinationRadians())
                  * Math.IEEEremainder(
                      other.rightAscensionRadians() - first.rightAscensionRadians(), 2 * Math.PI));
      if (distance > SAME_CENTRE_RADIANS) {
        throw new BadDataException(
            "%s: its phase centre lies %.3g arcsec from that of %s; the inputs of one image must share one"
                .formatted(
                    files.get(i).name(), Math.toDegrees(distance) * 3600, files.getFirst().name()));
      }
    }
  }

  /**
   * Cuts the files into ranges of rows.
   *
   * @param parallelism as many tasks as should have something to do
   */
  public List<InputRange> ranges(int parallelism) {
    long samples = 0;
    for (Observation observation : observations) {
      samples += observation.groups() * observation.channels();
    }
    long perRange = Math.clamp(samples / Math.max(1, 4L * parallelism), 100_000, SAMPLES_PER_RANGE);
    List<InputRange> ranges = new ArrayList<>();
    for (int input = 0; input < observations.size(); input++) {
      Observation observation = observations.get(input);
      long rows = Math.max(1, perRange / Math.max(1, observation.channels()));
      for (long row = 0; row < observation.groups(); row += rows) {
        ranges.add(
            new InputRange(input, ranges.size(), row, Math.min(rows, observation.groups() - row)));
      }
    }
    return ranges;
  }
}
