package dev.fringe.pipelines.store;

import dev.fringe.pipelines.progress.ProgressBoard;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.cache.ObjectCache;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run's scratch under a prefix of an object store, for workers that share no disk. Products are
 * made in a folder of one worker, uploaded, and fetched by whoever publishes or copies them.
 */
final class ObjectSpace implements RunSpace {

  private final ObjectStore objects;
  private final Location scratch;
  private final Path local;
  private final ObjectCache cache;
  private final ProgressBoard progress;

  /**
   * @param local folder of this run on this machine
   */
  ObjectSpace(
      ObjectStore objects,
      Location scratch,
      Path local,
      ObjectCache cache,
      ProgressBoard progress) {
    this.objects = objects;
    this.scratch = scratch;
    this.local = local;
    this.cache = cache;
    this.progress = progress;
  }

  @Override
  public Path newFolder() throws IOException {
    Files.createDirectories(local);
    return Files.createTempDirectory(local, "making-");
  }

  /** The products count only once the step that made them has left its result. */
  @Override
  public void putProducts(Path folder) throws IOException {
    for (StoredObject old : objects.list(products())) {
      objects.delete(old.location());
    }
    List<Path> files;
    try (Stream<Path> made = Files.list(folder)) {
      files = made.toList();
    }
    for (Path file : files) {
      objects.upload(
          file, products().resolve(file.getFileName().toString()), Optional.empty(), sent -> {});
    }
    Disk.deleteTree(folder);
  }

  @Override
  public Path product(String file) throws IOException {
    StoredObject object =
        objects
            .find(products().resolve(file))
            .orElseThrow(() -> new IOException("%s has lost %s".formatted(scratch, file)));
    Path here = local.resolve("products").resolve(file);
    Files.createDirectories(local.resolve("products"));
    return cache.use(
        objects, object, copy -> Files.copy(copy, here, StandardCopyOption.REPLACE_EXISTING));
  }

  private Location products() {
    return scratch.resolve("products");
  }

  @Override
  public ProgressBoard progress() {
    return progress;
  }

  @Override
  public void remove() throws IOException {
    for (StoredObject object : objects.list(scratch)) {
      objects.delete(object.location());
    }
    Disk.deleteTree(local);
  }
}
