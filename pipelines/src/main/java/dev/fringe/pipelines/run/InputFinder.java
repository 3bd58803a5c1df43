package dev.fringe.pipelines.run;

import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.workflow.Input;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files that a workflow's inputs name; opens none. */
final class InputFinder {

  private final Path folder;
  private final Optional<DataLake> lake;
  private final ObjectStore stores;

  /**
   * @param folder that relative paths begin at
   * @param lake where DIDs are looked up
   * @param stores of all addresses
   */
  InputFinder(Path folder, Optional<DataLake> lake, ObjectStore stores) {
    this.folder = folder;
    this.lake = lake;
    this.stores = stores;
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
            files.add(file(Address.of(path, folder, field + ".file"), field + ".file"));
        case Input.Source.Folder(String path, String pattern) ->
            files.addAll(matching(Address.of(path, folder, field + ".prefix"), pattern, field));
        case Input.Source.Did(String scope, String name) ->
            files.addAll(replicated(Did.of(scope, name), field + ".did"));
      }
    }
    return files;
  }

  private InputFile file(Location location, String field) throws IOException {
    if (location.isLocal()) {
      checkReadable(location.path(), field);
    }
    try {
      return stores
          .find(location)
          .map(InputFinder::input)
          .orElseThrow(() -> new UsageException("%s: %s is not there".formatted(field, location)));
    } catch (AccessDeniedException e) {
      throw new UsageException("%s: %s may not be read by you".formatted(field, location));
    }
  }

  private static void checkReadable(Path path, String field) {
    if (!Files.isRegularFile(path)) {
      throw new UsageException(
          "%s: %s is not a file%s"
              .formatted(
                  field, path, Files.isDirectory(path) ? " but a folder: give it as prefix" : ""));
    }
    if (!Files.isReadable(path)) {
      throw new UsageException("%s: %s may not be read by you".formatted(field, path));
    }
  }

  private static InputFile input(StoredObject object) {
    return InputFile.at(
        object.location(),
        object.bytes(),
        object.version().isEmpty()
            ? Long.toString(object.modified().toEpochMilli())
            : object.version());
  }

  private List<InputFile> matching(Location prefix, String pattern, String field)
      throws IOException {
    if (prefix.isLocal() && !Files.isDirectory(prefix.path())) {
      throw new UsageException("%s.prefix: %s is not a folder".formatted(field, prefix.path()));
    }
    List<InputFile> found = stores.glob(prefix, pattern).stream().map(InputFinder::input).toList();
    if (found.isEmpty()) {
      throw new UsageException(
          "%s.pattern: no file in %s matches %s"
              .formatted(field, prefix.isLocal() ? prefix.path() : prefix, pattern));
    }
    return found;
  }

  private List<InputFile> replicated(Did did, String field) throws IOException {
    if (lake.isEmpty() || !lake.get().exists(did)) {
      throw new UsageException(
          "%s: %s is not in the data lake; --lake names the lake, in the settings or as a folder"
              .formatted(field, did));
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
