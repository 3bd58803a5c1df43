package dev.fringe.storage.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.gridding.PackedDoubleSamples;
import dev.fringe.imaging.gridding.PackedFloatSamples;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.cache.ObjectCache;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.objects.http.ReplacedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A visibility store under a prefix of an object store, laid out as {@link FolderVisibilityStore}
 * lays out a folder. What is written is made on a local disk, uploaded whole, and kept there as a
 * copy; what is read is downloaded once to this machine, and mapped from there.
 */
public final class ObjectVisibilityStore implements VisibilityStore {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectVisibilityStore.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An item may be replaced between the look and the read; so often in a row it is not. */
  private static final int MOST_LOOKS = 20;

  private final ObjectStore objects;
  private final Location prefix;
  private final ObjectCache cache;
  private final StoreManifest manifest;

  private ObjectVisibilityStore(
      ObjectStore objects, Location prefix, ObjectCache cache, StoreManifest manifest) {
    this.objects = objects;
    this.prefix = prefix;
    this.cache = cache;
    this.manifest = manifest;
  }

  /**
   * Opens the store under a prefix, making it where nothing is.
   *
   * @param objects not closed with the store
   * @param workflow identifies what is computed: a hash over the workflow and its inputs
   * @param cache where copies are kept
   * @throws StoreMismatchException if the prefix holds the store of another workflow or version
   */
  public static ObjectVisibilityStore open(
      ObjectStore objects, Location prefix, String workflow, ObjectCache cache) throws IOException {
    Location file = prefix.resolve(ItemLayout.MANIFEST);
    if (objects.find(file).isEmpty()) {
      objects.write(file, JSON.writeValueAsBytes(StoreManifest.of(workflow)));
    }
    StoreManifest found = StoreManifest.read(bytes(objects, file), file.toString());
    found.require(workflow, prefix.toString());
    return new ObjectVisibilityStore(objects, prefix, cache, found);
  }

  /**
   * As {@link #open}, but the store of another workflow or version is emptied first. For whoever
   * starts a run, before any worker writes.
   */
  public static ObjectVisibilityStore openOrStartAfresh(
      ObjectStore objects, Location prefix, String workflow, ObjectCache cache) throws IOException {
    try {
      return open(objects, prefix, workflow, cache);
    } catch (StoreMismatchException other) {
      LOG.info("starting afresh: {}", other.getMessage());
      for (StoredObject object : objects.list(prefix)) {
        objects.delete(object.location());
      }
      return open(objects, prefix, workflow, cache);
    }
  }

  @Override
  public StoreManifest manifest() {
    return manifest;
  }

  @Override
  public void putSamples(String part, PackedFloatSamples samples) throws IOException {
    putColumns(Kind.SAMPLES, part, FloatPart.columns(samples));
  }

  @Override
  public void putSamples(String part, PackedDoubleSamples samples) throws IOException {
    putColumns(Kind.SAMPLES, part, DoublePart.columns(samples));
  }

  @Override
  public StoredFloatSamples openSamples(String part) throws IOException {
    return use(Kind.SAMPLES, part, StoredFloatSamples::map);
  }

  @Override
  public StoredDoubleSamples openDoubleSamples(String part) throws IOException {
    return use(Kind.SAMPLES, part, StoredDoubleSamples::map);
  }

  @Override
  public void putImage(String name, float[] pixels) throws IOException {
    putColumns(Kind.IMAGE, name, StoredFloatImage.columns(pixels));
  }

  @Override
  public void putImage(String name, double[] pixels) throws IOException {
    putColumns(Kind.IMAGE, name, StoredDoubleImage.columns(pixels));
  }

  @Override
  public float[] getImage(String name) throws IOException {
    return use(Kind.IMAGE, name, StoredFloatImage::read);
  }

  @Override
  public double[] getDoubleImage(String name) throws IOException {
    return use(Kind.IMAGE, name, StoredDoubleImage::read);
  }

  @Override
  public void addImageInto(String name, float[] sum) throws IOException {
    addImageInto(name, copy -> StoredFloatImage.addInto(copy, sum));
  }

  @Override
  public void addImageInto(String name, double[] sum) throws IOException {
    addImageInto(name, copy -> StoredDoubleImage.addInto(copy, sum));
  }

  /** What is done with the copy of an image. */
  @FunctionalInterface
  private interface Adding {
    void of(Path copy) throws IOException;
  }

  private void addImageInto(String name, Adding adding) throws IOException {
    use(
        Kind.IMAGE,
        name,
        copy -> {
          adding.of(copy);
          return copy;
        });
  }

  @Override
  public void putJson(String name, Object document) throws IOException {
    objects.write(
        location(Kind.DOCUMENT, name),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
  }

  @Override
  public <T> T getJson(String name, Class<T> type) throws IOException {
    Location location = location(Kind.DOCUMENT, name);
    try {
      return JSON.readValue(bytes(objects, location), type);
    } catch (JsonProcessingException damaged) {
      throw new BadDataException(
          "%s is not a %s: %s"
              .formatted(location, type.getSimpleName(), damaged.getOriginalMessage()),
          damaged);
    }
  }

  @Override
  public boolean exists(Kind kind, String name) throws IOException {
    return objects.find(location(kind, name)).isPresent();
  }

  @Override
  public void delete(Kind kind, String name) throws IOException {
    objects.delete(location(kind, name));
  }

  @Override
  public List<String> list(Kind kind, String namePrefix) throws IOException {
    return items(kind).stream()
        .map(Item::name)
        .filter(name -> name.startsWith(namePrefix))
        .toList();
  }

  @Override
  public List<Item> contents() throws IOException {
    List<Item> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      all.addAll(items(kind));
    }
    return all;
  }

  /** Nothing is held open; the object store is the caller's. */
  @Override
  public void close() {}

  private List<Item> items(Kind kind) throws IOException {
    Location folder = prefix.resolve(ItemLayout.subfolder(kind));
    List<Item> items = new ArrayList<>();
    for (StoredObject object : objects.list(folder)) {
      String file = folder.relativize(object.location());
      if (file.endsWith(ItemLayout.suffix(kind))) {
        String name = file.substring(0, file.length() - ItemLayout.suffix(kind).length());
        items.add(new Item(kind, name, object.bytes()));
      }
    }
    items.sort((one, other) -> one.name().compareTo(other.name()));
    return items;
  }

  private Location location(Kind kind, String name) {
    return prefix.resolve(
        ItemLayout.subfolder(kind) + "/" + ItemName.checked(name) + ItemLayout.suffix(kind));
  }

  private void putColumns(Kind kind, String name, List<Column> columns) throws IOException {
    Location target = location(kind, name);
    Path file = cache.newFile();
    try {
      ItemLayout.writeColumns(file, columns);
      objects.upload(file, target, Optional.empty(), sent -> {});
      Optional<StoredObject> uploaded = objects.find(target);
      if (uploaded.isPresent()) {
        cache.adopt(file, uploaded.get());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private <T> T use(Kind kind, String name, ObjectCache.Use<T> use) throws IOException {
    Location location = location(kind, name);
    for (int look = 1; ; look++) {
      StoredObject object =
          objects
              .find(location)
              .orElseThrow(
                  () -> new NoSuchFileException(location.toString(), null, "no such object"));
      try {
        return cache.use(objects, object, use);
      } catch (ReplacedException newer) {
        if (look == MOST_LOOKS) {
          throw newer;
        }
      }
    }
  }

  private static byte[] bytes(ObjectStore objects, Location location) throws IOException {
    try (RangeReader reader = objects.open(location)) {
      if (reader.size() > ItemLayout.LARGEST_DOCUMENT) {
        throw new BadDataException(
            "%s has %d bytes, more than any document of a run".formatted(location, reader.size()));
      }
      byte[] bytes = new byte[(int) reader.size()];
      reader.readFully(0, bytes);
      return bytes;
    }
  }
}
