package dev.fringe.storage.objects;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Objects under addresses. Thread-safe. Every object appears whole or not at all. What is worth a
 * retry (a lost connection, 429, 500, 502, 503, 504) is tried again with backoff before it fails;
 * what is not (no such object, no permission) fails at once.
 *
 * <p>Reading what isn't there throws {@link java.nio.file.NoSuchFileException}; what may not be
 * read or written, {@link java.nio.file.AccessDeniedException}; other bytes than were expected,
 * {@link ChecksumMismatchException}; a store without room, {@link StoreFullException}. No message
 * holds a secret.
 */
public interface ObjectStore extends AutoCloseable {

  /** What is there, if anything. A prefix or folder is nothing. */
  Optional<StoredObject> find(Location object) throws IOException;

  /**
   * Opens an object for reading by ranges. A read after the object was replaced by another fails
   * rather than mix the two, where the store can tell.
   */
  RangeReader open(Location object) throws IOException;

  /**
   * An address of the web under which an object is read for a while without credentials, if the
   * store gives such. The address is a secret for as long as it holds. Nothing is looked up: an
   * object that isn't there is not found at the address either.
   */
  default Optional<URI> signed(Location object, SignedRead how) throws IOException {
    return Optional.empty();
  }

  /**
   * The objects under a prefix, sorted by address; none if there are none. A prefix ends at a part:
   * {@code s3://bucket/day1} is not one of {@code s3://bucket/day10/file}. Uploads that are not
   * complete are not seen.
   *
   * @param depth how many parts of a path below the prefix are looked at: 1 for its own objects
   */
  List<StoredObject> list(Location prefix, int depth) throws IOException;

  /** All objects under a prefix, at any depth, sorted by address. Empty if there are none. */
  default List<StoredObject> list(Location prefix) throws IOException {
    return list(prefix, Integer.MAX_VALUE);
  }

  /**
   * Objects under a prefix that match a {@link Glob}, sorted. Nothing is listed that cannot match.
   *
   * @throws IllegalArgumentException if it is no pattern
   */
  default List<StoredObject> glob(Location prefix, String pattern) throws IOException {
    Glob glob = Glob.of(pattern);
    Location folder = glob.folder().isEmpty() ? prefix : prefix.resolve(glob.folder());
    return list(folder, glob.depth()).stream()
        .filter(object -> glob.matches(folder.relativize(object.location())))
        .toList();
  }

  /**
   * Uploads a file, replacing what is there. Memory is bounded whatever its size; what was uploaded
   * is compared with the checksums, by the store where it can and by size where not.
   *
   * @param expected of the source, if they are known already; other bytes are refused, and leave
   *     what was there as it was
   * @param sent told the bytes sent by and by, by one thread at a time; takes back by a negative
   *     number what a retry repeats
   * @return size and checksums of what was sent
   */
  Checksums upload(Path source, Location target, Optional<Checksums> expected, LongConsumer sent)
      throws IOException;

  /** Writes a small object, such as a manifest. */
  void write(Location target, byte[] content) throws IOException;

  /** Gives an object another name in the same store, replacing what is there. */
  void move(Location from, Location to) throws IOException;

  /** Deletes an object, if it exists. */
  void delete(Location object) throws IOException;

  @Override
  void close() throws IOException;
}
