package dev.fringe.storage.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.gridding.PackedDoubleSamples;
import dev.fringe.imaging.gridding.PackedFloatSamples;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.bytes.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A visibility store in a folder: {@code manifest.json}, and the items as {@code
 * samples/<name>.arrow}, {@code images/<name>.arrow} and {@code documents/<name>.json}. The items
 * themselves are the list of what there is; no second list could disagree with them.
 */
public final class FolderVisibilityStore implements VisibilityStore {

  private static final Logger LOG = LoggerFactory.getLogger(FolderVisibilityStore.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final StoreManifest manifest;

  private FolderVisibilityStore(Path root, StoreManifest manifest) {
    this.root = root;
    this.manifest = manifest;
  }

  /**
   * Opens the store in a folder, making both where they are missing.
   *
   * @param workflow identifies what is computed: a hash over the workflow and its inputs
   * @throws StoreMismatchException if the folder holds the store of another workflow or version
   * @throws IOException if it holds something else
   */
  public static FolderVisibilityStore open(Path folder, String workflow) throws IOException {
    Path file = folder.resolve(ItemLayout.MANIFEST);
    if (!Files.exists(file)) {
      requireEmpty(folder);
      writeJson(file, StoreManifest.of(workflow));
    }
    StoreManifest found = StoreManifest.read(Files.readAllBytes(file), file.toString());
    found.require(workflow, folder.toString());
    return new FolderVisibilityStore(folder, found);
  }

  /**
   * As {@link #open}, but the store of another workflow or version is emptied first, and so are
   * files that a killed run was still writing. For whoever starts a run, before any worker writes.
   */
  public static FolderVisibilityStore openOrStartAfresh(Path folder, String workflow)
      throws IOException {
    try {
      FolderVisibilityStore store = open(folder, workflow);
      store.removeUnfinished();
      return store;
    } catch (StoreMismatchException other) {
      LOG.info("starting afresh: {}", other.getMessage());
      for (Kind kind : Kind.values()) {
        Disk.deleteTree(folder.resolve(ItemLayout.subfolder(kind)));
      }
      Files.deleteIfExists(folder.resolve(ItemLayout.MANIFEST));
      return open(folder, workflow);
    }
  }

  @Override
  public StoreManifest manifest() {
    return manifest;
  }

  @Override
  public void putSamples(String part, PackedFloatSamples samples) throws IOException {
    ItemLayout.writeColumns(path(Kind.SAMPLES, part), FloatPart.columns(samples));
  }

  @Override
  public void putSamples(String part, PackedDoubleSamples samples) throws IOException {
    ItemLayout.writeColumns(path(Kind.SAMPLES, part), DoublePart.columns(samples));
  }

  @Override
  public StoredFloatSamples openSamples(String part) throws IOException {
    return StoredFloatSamples.map(path(Kind.SAMPLES, part));
  }

  @Override
  public StoredDoubleSamples openDoubleSamples(String part) throws IOException {
    return StoredDoubleSamples.map(path(Kind.SAMPLES, part));
  }

  @Override
  public void putImage(String name, float[] pixels) throws IOException {
    ItemLayout.writeColumns(path(Kind.IMAGE, name), StoredFloatImage.columns(pixels));
  }

  @Override
  public void putImage(String name, double[] pixels) throws IOException {
    ItemLayout.writeColumns(path(Kind.IMAGE, name), StoredDoubleImage.columns(pixels));
  }

  @Override
  public float[] getImage(String name) throws IOException {
    return StoredFloatImage.read(path(Kind.IMAGE, name));
  }

  @Override
  public double[] getDoubleImage(String name) throws IOException {
    return StoredDoubleImage.read(path(Kind.IMAGE, name));
  }

  @Override
  public void addImageInto(String name, float[] sum) throws IOException {
    StoredFloatImage.addInto(path(Kind.IMAGE, name), sum);
  }

  @Override
  public void addImageInto(String name, double[] sum) throws IOException {
    StoredDoubleImage.addInto(path(Kind.IMAGE, name), sum);
  }

  @Override
  public void putJson(String name, Object document) throws IOException {
    writeJson(path(Kind.DOCUMENT, name), document);
  }

  @Override
  public <T> T getJson(String name, Class<T> type) throws IOException {
    Path path = path(Kind.DOCUMENT, name);
    byte[] bytes = Files.readAllBytes(path);
    try {
      return JSON.readValue(bytes, type);
    } catch (JsonProcessingException damaged) {
      throw new BadDataException(
          "%s is not a %s: %s".formatted(path, type.getSimpleName(), damaged.getOriginalMessage()),
          damaged);
    }
  }

  @Override
  public boolean exists(Kind kind, String name) {
    return Files.exists(path(kind, name));
  }

  @Override
  public void delete(Kind kind, String name) throws IOException {
    Files.deleteIfExists(path(kind, name));
  }

  @Override
  public List<String> list(Kind kind, String prefix) throws IOException {
    return items(kind).stream().map(Item::name).filter(name -> name.startsWith(prefix)).toList();
  }

  @Override
  public List<Item> contents() throws IOException {
    List<Item> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      all.addAll(items(kind));
    }
    return all;
  }

  /** Nothing is held open. */
  @Override
  public void close() {}

  private void removeUnfinished() throws IOException {
    for (Kind kind : Kind.values()) {
      Path folder = root.resolve(ItemLayout.subfolder(kind));
      if (Files.isDirectory(folder)) {
        try (Stream<Path> tree = Files.walk(folder)) {
          for (Path file : tree.filter(AtomicFile::isUnfinished).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  private List<Item> items(Kind kind) throws IOException {
    Path folder = root.resolve(ItemLayout.subfolder(kind));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(path -> isItem(path, kind)).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        name = name.substring(0, name.length() - ItemLayout.suffix(kind).length());
        items.add(new Item(kind, name, Files.size(file)));
      }
    }
    items.sort((one, other) -> one.name().compareTo(other.name()));
    return items;
  }

  private static boolean isItem(Path path, Kind kind) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && name.endsWith(ItemLayout.suffix(kind))
        && Files.isRegularFile(path);
  }

  private Path path(Kind kind, String name) {
    return root.resolve(ItemLayout.subfolder(kind))
        .resolve(ItemName.checked(name) + ItemLayout.suffix(kind));
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> strange =
          inside.filter(path -> !path.getFileName().toString().startsWith(".")).toList();
      // Another process may be making the same store at this moment.
      if (!strange.isEmpty() && !Files.exists(folder.resolve(ItemLayout.MANIFEST))) {
        throw new BadDataException(
            "%s is no visibility store: it holds %s, but no %s; right would be an empty folder"
                .formatted(folder, strange.getFirst().getFileName(), ItemLayout.MANIFEST));
      }
    }
  }

  private static void writeJson(Path path, Object document) throws IOException {
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    try (AtomicFile file = AtomicFile.create(path)) {
      file.write(ByteBuffer.wrap(bytes));
      file.commit();
    } catch (IOException failure) {
      throw Disk.cannotWrite(path, failure);
    }
  }
}
