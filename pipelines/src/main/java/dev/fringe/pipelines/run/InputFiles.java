package dev.fringe.pipelines.run;

import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.VisibilityFiles;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityFile;
import dev.fringe.workflow.Input;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The visibility files of a run, and what each says of itself.
 *
 * @param paths absolute paths
 * @param observations in the same order
 */
public record InputFiles(List<Path> paths, List<Observation> observations) {

  /** Two fields are one where their phase centres are closer than this; a micro-arcsecond. */
  private static final double SAME_CENTRE_RADIANS = 5e-12;

  /**
   * Samples that one task reads at a time: enough to be worth a task, few enough to sort in memory.
   */
  private static final long SAMPLES_PER_RANGE = 1_500_000;

  public InputFiles {
    paths = List.copyOf(paths);
    observations = List.copyOf(observations);
  }

  /**
   * Finds and opens the inputs of a workflow.
   *
   * @param folder that relative paths begin at
   * @param lake where DIDs are looked up
   * @throws UsageException if an input is not there
   * @throws BadDataException if a file cannot be read, or two show different fields
   */
  public static InputFiles find(List<Input> inputs, Path folder, Optional<DataLake> lake)
      throws IOException {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String field = "spec.inputs[" + i + "]";
      switch (inputs.get(i).source()) {
        case Input.Source.OneFile(String path) ->
            paths.add(existing(folder.resolve(path), field + ".file"));
        case Input.Source.Folder(String path, String pattern) ->
            paths.addAll(matching(folder.resolve(path), pattern, field));
        case Input.Source.Did(String scope, String name) ->
            paths.addAll(replicas(Did.of(scope, name), field, lake));
      }
    }
    List<Observation> observations = new ArrayList<>();
    for (Path path : paths) {
      try (VisibilityFile file = VisibilityFiles.open(path)) {
        observations.add(file.observation());
      }
    }
    checkOneField(paths, observations);
    return new InputFiles(paths, observations);
  }

  private static Path existing(Path path, String field) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute)) {
      throw new UsageException(
          "%s: %s is not a file%s"
              .formatted(
                  field,
                  absolute,
                  Files.isDirectory(absolute) ? " but a folder: give it as prefix" : ""));
    }
    if (!Files.isReadable(absolute)) {
      throw new UsageException("%s: %s may not be read by you".formatted(field, absolute));
    }
    return absolute;
  }

  private static List<Path> matching(Path folder, String pattern, String field) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      throw new UsageException("%s.prefix: %s is not a folder".formatted(field, absolute));
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(absolute, pattern)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          found.add(file);
        }
      }
    }
    if (found.isEmpty()) {
      throw new UsageException(
          "%s.pattern: no file in %s matches %s".formatted(field, absolute, pattern));
    }
    found.sort(null);
    return found;
  }

  private static List<Path> replicas(Did did, String field, Optional<DataLake> lake)
      throws IOException {
    if (lake.isEmpty() || !lake.get().exists(did)) {
      throw new UsageException(
          "%s.did: %s is not in the data lake; --lake names the lake's folder"
              .formatted(field, did));
    }
    List<Path> paths = new ArrayList<>();
    for (LakeFile found : lake.get().files(did)) {
      Did file = found.did();
      List<Replica> replicas = lake.get().replicas(file);
      if (replicas.isEmpty()) {
        throw new UsageException(
            "%s.did: %s has no replica that can be read".formatted(field, file));
      }
      paths.add(
          replicas.stream()
              .flatMap(replica -> replica.localPath().stream())
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          "%s.did: no replica of %s is a file of this machine"
                              .formatted(field, file))));
    }
    return paths;
  }

  private static void checkOneField(List<Path> paths, List<Observation> observations)
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
                .formatted(paths.get(i), Math.toDegrees(distance) * 3600, paths.getFirst()));
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
