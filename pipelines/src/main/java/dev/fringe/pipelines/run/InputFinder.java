package dev.fringe.pipelines.run;

import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.objects.Location;
import dev.fringe.workflow.Input;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files that a workflow's inputs name; opens none. */
final class InputFinder {

  private final Path folder;
  private final Optional<DataLake> lake;

  /**
   * @param folder that relative paths begin at
   * @param lake where DIDs are looked up
   */
  InputFinder(Path folder, Optional<DataLake> lake) {
    this.folder = folder;
    this.lake = lake;
  }

  /**
   * Finds all of them.
   *
   * @throws UsageException naming the field of an input that is not there
   */
  List<InputFile> find(List<Input> inputs) throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String field = "spec.inputs[" + i + "]";
      switch (inputs.get(i).source()) {
        case Input.Source.OneFile(String path) ->
            files.add(existing(folder.resolve(path), field + ".file"));
        case Input.Source.Folder(String path, String pattern) ->
            files.addAll(matching(folder.resolve(path), pattern, field));
        case Input.Source.Did(String scope, String name) ->
            files.addAll(replicated(Did.of(scope, name), field + ".did"));
      }
    }
    return files;
  }

  private static InputFile existing(Path path, String field) throws IOException {
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
    return local(absolute);
  }

  private static InputFile local(Path file) throws IOException {
    return InputFile.at(
        Location.of(file),
        Files.size(file),
        Long.toString(Files.getLastModifiedTime(file).toMillis()));
  }

  private static List<InputFile> matching(Path folder, String pattern, String field)
      throws IOException {
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
    List<InputFile> files = new ArrayList<>();
    for (Path file : found) {
      files.add(local(file));
    }
    return files;
  }

  private List<InputFile> replicated(Did did, String field) throws IOException {
    if (lake.isEmpty() || !lake.get().exists(did)) {
      throw new UsageException(
          "%s: %s is not in the data lake; --lake names the lake's folder".formatted(field, did));
    }
    List<InputFile> files = new ArrayList<>();
    for (LakeFile file : lake.get().files(did)) {
      List<Location> replicas =
          lake.get().replicas(file.did()).stream()
              .flatMap(replica -> replica.object().stream())
              .toList();
      if (replicas.isEmpty()) {
        throw new UsageException(
            "%s: %s has no replica that can be read".formatted(field, file.did()));
      }
      // The same bytes under this name for ever: their checksum is their version.
      files.add(
          new InputFile(
              file.did().toString(),
              replicas,
              file.bytes(),
              file.adler32(),
              file.adler32(),
              List.of()));
    }
    return files;
  }
}
