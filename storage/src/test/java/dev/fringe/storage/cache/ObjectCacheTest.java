package dev.fringe.storage.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.objects.file.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's copies of objects, on a disk that has room for 100 bytes. */
class ObjectCacheTest {

  private static final int ROOM = 100;

  @TempDir Path folder;
  private final FileStore store = new FileStore();
  private ObjectCache cache;

  @BeforeEach
  void makeCache() {
    cache = ObjectCache.in(folder.resolve("cache"), ROOM);
  }

  private StoredObject object(String name, int bytes) throws IOException {
    Location location = Location.of(folder.resolve("bucket").resolve(name));
    store.write(location, new byte[bytes]);
    return store.find(location).orElseThrow();
  }

  private Path copyOf(StoredObject object) throws IOException {
    return cache.use(store, object, copy -> copy);
  }

  /** As if it had been used that many seconds after the epoch. */
  private Path copyUsedAt(long seconds, StoredObject object) throws IOException {
    Path copy = copyOf(object);
    return Files.setLastModifiedTime(copy, FileTime.from(Instant.ofEpochSecond(seconds)));
  }

  private long held() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void anObjectIsFetchedOnce() throws IOException {
    StoredObject object = object("part", 40);
    Path copy = copyOf(object);
    store.delete(object.location());

    assertEquals(copy, copyOf(object));
    assertEquals(40, Files.size(copy));
  }

  @Test
  void whatWasUsedLongestAgoMakesRoom() throws IOException {
    StoredObject first = object("first", 40);
    StoredObject second = object("second", 40);
    Path copyOfFirst = copyUsedAt(1, first);
    Path copyOfSecond = copyUsedAt(2, second);
    copyOf(first);

    copyOf(object("third", 40));

    assertTrue(Files.exists(copyOfFirst), "it was used again");
    assertFalse(Files.exists(copyOfSecond));
    assertTrue(held() <= ROOM, held() + " bytes");
  }

  @Test
  void anObjectLargerThanAllTheRoomIsAlone() throws IOException {
    copyUsedAt(1, object("small", 40));
    assertEquals(500, Files.size(copyOf(object("large", 500))));
    assertEquals(500, held());
  }

  @Test
  void whatIsOpenWhileItMakesRoomStaysReadable() throws IOException {
    StoredObject first = object("first", 80);
    try (var open = cache.use(store, first, Files::newInputStream)) {
      copyOf(object("second", 80));
      assertEquals(80, open.readAllBytes().length);
    }
  }

  @Test
  void whatWasUploadedNeedsNoFetching() throws IOException {
    Path made = Files.write(cache.newFile(), new byte[10]);
    StoredObject object = object("part", 10);
    cache.adopt(made, object);
    store.delete(object.location());

    assertEquals(10, Files.size(copyOf(object)));
    assertFalse(Files.exists(made));
  }
}
