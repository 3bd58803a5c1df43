package dev.fringe.storage.cache;

import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.ReadAheadReader;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whole copies of objects in a folder. An object that was replaced in its store is fetched anew.
 * When the folder would hold more than it may, what was used longest ago goes first; a file that is
 * mapped while it goes stays readable. Several processes may share a folder.
 */
public final class ObjectCache {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final String SUFFIX = ".object";

  /** Objects of one name are fetched by one thread, and waited for by others. */
  private static final List<Object> LOCKS =
      IntStream.range(0, 64).mapToObj(i -> new Object()).toList();

  private final Path folder;
  private final long mostBytes;

  private ObjectCache(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /**
   * A cache in a folder, which is made where it is missing.
   *
   * @param mostBytes that it may hold; a single object may be larger, and is then alone
   */
  public static ObjectCache in(Path folder, long mostBytes) {
    return new ObjectCache(folder, mostBytes);
  }

  /** What is done with a copy. */
  @FunctionalInterface
  public interface Use<T> {
    T of(Path copy) throws IOException;
  }

  /** Fetches an object if its copy is not here, and opens or reads the copy. */
  public <T> T use(ObjectStore store, StoredObject object, Use<T> use) throws IOException {
    Path copy = path(object);
    try {
      return use.of(fetched(store, object, copy));
    } catch (NoSuchFileException evicted) {
      // Another process made room between the two steps: once more.
      return use.of(fetched(store, object, copy));
    }
  }

  /** A name for a file that will be {@linkplain #adopt adopted}, on the same disk. */
  public Path newFile() throws IOException {
    Files.createDirectories(folder);
    return Files.createTempFile(folder, "new-", ".part");
  }

  /** Takes a file as the copy of the object that it was uploaded as. */
  public void adopt(Path file, StoredObject object) throws IOException {
    makeRoom(object.bytes());
    Disk.rename(file, path(object));
  }

  private Path fetched(ObjectStore store, StoredObject object, Path copy) throws IOException {
    synchronized (LOCKS.get(Math.floorMod(copy.hashCode(), LOCKS.size()))) {
      if (Files.exists(copy)) {
        touch(copy);
        return copy;
      }
      makeRoom(object.bytes());
      try (RangeReader from = ReadAheadReader.over(store.open(object.location()));
          AtomicFile to = AtomicFile.create(copy)) {
        download(from, to);
        to.commitUnforced();
      }
      return copy;
    }
  }

  private static void download(RangeReader from, AtomicFile to) throws IOException {
    from.expect(0, from.size());
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, from.size()));
    for (long at = 0; at < from.size(); at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), from.size() - at));
      from.readFully(at, buffer);
      to.write(buffer.flip());
    }
  }

  private static void touch(Path copy) throws IOException {
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
  }

  private Path path(StoredObject object) {
    String identity =
        "%s %d %s %s"
            .formatted(object.location(), object.bytes(), object.version(), object.modified());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest, 0, 20) + SUFFIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private record Copy(Path path, long bytes, FileTime used) {

    /** Empty where another process has just made room. */
    static Optional<Copy> of(Path path) throws IOException {
      try {
        return Optional.of(new Copy(path, Files.size(path), Files.getLastModifiedTime(path)));
      } catch (NoSuchFileException gone) {
        return Optional.empty();
      }
    }
  }

  private void makeRoom(long bytes) throws IOException {
    List<Copy> copies = copies();
    long held = copies.stream().mapToLong(Copy::bytes).sum();
    for (Copy copy : copies) {
      if (held + bytes <= mostBytes) {
        return;
      }
      Files.deleteIfExists(copy.path());
      held -= copy.bytes();
    }
  }

  /** Those used longest ago first. */
  private List<Copy> copies() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Copy> copies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        Copy.of(file).ifPresent(copies::add);
      }
    }
    copies.sort(Comparator.comparing(Copy::used));
    return copies;
  }
}
