package dev.fringe.storage.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of objects does alike. */
public abstract class ObjectStoreContract {
  /** More than two parts of a multipart upload, and no round number. */
  private static final int LARGE_BYTES = (37 << 20) + 12_345;

  @TempDir Path folder;

  private ObjectStore store;
  private Location root;

  /** Opens the store, or says that it isn't there. */
  protected abstract ObjectStore connect() throws IOException;

  /** A prefix of this test's own. */
  protected abstract Location prefix() throws IOException;

  @BeforeEach
  void open() throws IOException {
    store = connect();
    root = prefix();
  }

  @AfterEach
  void cleanUp() throws IOException {
    if (store != null) {
      for (StoredObject object : store.list(root)) {
        store.delete(object.location());
      }
      store.close();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "source", ".bin"), content);
  }

  private byte[] read(Location object) throws IOException {
    try (RangeReader reader = store.open(object)) {
      byte[] all = new byte[Math.toIntExact(reader.size())];
      reader.readFully(0, all);
      return all;
    }
  }

  private List<String> names(List<StoredObject> objects) {
    return objects.stream().map(object -> root.relativize(object.location())).toList();
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Location object = root.resolve("deep/er/object.bin");
    store.write(object, bytes(1000));
    assertArrayEquals(bytes(1000), read(object));
    assertEquals(1000, store.find(object).orElseThrow().bytes());
  }

  @Test
  void anEmptyObjectIsAnObject() throws IOException {
    Location object = root.resolve("empty");
    Checksums sums = store.upload(file(new byte[0]), object, Optional.empty(), sent -> {});
    assertEquals("00000001", sums.adler32());
    assertEquals(0, store.find(object).orElseThrow().bytes());
    assertArrayEquals(new byte[0], read(object));
  }

  @Test
  void namesOfAnyKindAreKept() throws IOException {
    for (String name :
        List.of(
            "a b.fits", "50%.fits", "1+1=2.fits", "día/ångström.fits", "x:y#z?.fits", "~'!*()")) {
      Location object = root.resolve("names/" + name);
      store.write(object, name.getBytes(StandardCharsets.UTF_8));
      assertEquals(name, new String(read(object), StandardCharsets.UTF_8));
      assertTrue(
          store.list(root.resolve("names")).stream().anyMatch(o -> o.location().equals(object)),
          () -> name + " is missing from the list");
    }
  }

  @Test
  void aLargeUploadKeepsEveryByteAndTellsItsSums() throws Exception {
    byte[] content = bytes(LARGE_BYTES);
    Path source = file(content);
    AtomicLong told = new AtomicLong();
    Location object = root.resolve("large.bin");
    Checksums sums = store.upload(source, object, Optional.empty(), told::addAndGet);
    assertEquals(Checksums.of(source), sums);
    assertEquals(LARGE_BYTES, told.get());
    assertEquals(LARGE_BYTES, store.find(object).orElseThrow().bytes());
    assertArrayEquals(content, read(object));
  }

  @Test
  void rangesAreReadByManyThreadsAtOnce() throws Exception {
    byte[] content = bytes(3 << 20);
    Location object = root.resolve("ranges.bin");
    store.upload(file(content), object, Optional.empty(), sent -> {});
    try (RangeReader reader = store.open(object);
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<byte[]>> ranges =
          new Random(1)
              .ints(64, 0, content.length)
              .mapToObj(from -> threads.submit(() -> range(reader, from, content.length)))
              .toList();
      int[] from = new Random(1).ints(64, 0, content.length).toArray();
      for (int i = 0; i < from.length; i++) {
        int end = Math.min(content.length, from[i] + 50_000);
        assertArrayEquals(Arrays.copyOfRange(content, from[i], end), ranges.get(i).get());
      }
    }
  }

  private static byte[] range(RangeReader reader, int from, int size) throws IOException {
    ByteBuffer direct = ByteBuffer.allocateDirect(Math.min(50_000, size - from));
    reader.readFully(from, direct);
    byte[] bytes = new byte[direct.flip().remaining()];
    direct.get(bytes);
    return bytes;
  }

  @Test
  void readingPastTheEndSaysSo() throws IOException {
    Location object = root.resolve("short.bin");
    store.write(object, bytes(10));
    try (RangeReader reader = store.open(object)) {
      assertThrows(EOFException.class, () -> reader.readFully(5, new byte[6]));
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    Location missing = root.resolve("no/such/object");
    assertEquals(Optional.empty(), store.find(missing));
    assertThrows(NoSuchFileException.class, () -> store.open(missing).close());
    assertThrows(NoSuchFileException.class, () -> store.move(missing, root.resolve("x")));
    assertEquals(List.of(), store.list(root.resolve("no/such")));
    store.delete(missing);
  }

  @Test
  void aFolderIsNoObject() throws IOException {
    store.write(root.resolve("folder/object"), bytes(1));
    assertEquals(Optional.empty(), store.find(root.resolve("folder")));
    store.delete(root.resolve("folder"));
    assertEquals(List.of("folder/object"), names(store.list(root)));
  }

  @Test
  void aListIsSortedAndEndsAtAPartOfThePath() throws IOException {
    for (String name : List.of("day1/b", "day10/c", "day1/a", "day1/sub/d", "top")) {
      store.write(root.resolve(name), bytes(3));
    }
    assertEquals(
        List.of("day1/a", "day1/b", "day1/sub/d"), names(store.list(root.resolve("day1"))));
    assertEquals(List.of("day1/a", "day1/b"), names(store.list(root.resolve("day1"), 1)));
    assertEquals(List.of("top"), names(store.list(root, 1)));
    assertEquals(List.of("day1/a", "day1/b", "day10/c", "top"), names(store.list(root, 2)));
  }

  @Test
  void globsFindWhatTheySay() throws IOException {
    for (String name : List.of("day1/a.fits", "day1/a.txt", "day2/b.fits", "day2/x/c.fits")) {
      store.write(root.resolve(name), bytes(3));
    }
    assertEquals(List.of("day1/a.fits", "day2/b.fits"), names(store.glob(root, "day*/*.fits")));
    assertEquals(List.of("day2/b.fits", "day2/x/c.fits"), names(store.glob(root, "day2/**.fits")));
    assertEquals(
        List.of("day1/a.fits", "day2/b.fits", "day2/x/c.fits"),
        names(store.glob(root, "**/*.fits")));
    assertEquals(List.of("day1/a.txt"), names(store.glob(root, "day[12]/{a,c}.txt")));
    assertEquals(List.of(), store.glob(root, "night/*"));
  }

  @Test
  void aMoveReplacesAndLeavesNothingBehind() throws IOException {
    Location from = root.resolve("new/object.part");
    Location to = root.resolve("other/object");
    store.write(to, bytes(5));
    store.write(from, bytes(7));
    store.move(from, to);
    assertArrayEquals(bytes(7), read(to));
    assertEquals(Optional.empty(), store.find(from));
  }

  @Test
  void otherBytesThanExpectedLeaveWhatWasThere() throws IOException {
    Location object = root.resolve("kept.bin");
    store.write(object, bytes(5));
    for (int size : List.of(1000, LARGE_BYTES)) {
      Path source = file(bytes(size));
      Checksums others = new Checksums(size, "12345678", HexFormat.of().formatHex(bytes(16)));
      assertThrows(
          ChecksumMismatchException.class,
          () -> store.upload(source, object, Optional.of(others), sent -> {}));
      assertArrayEquals(bytes(5), read(object));
    }
  }

  @Test
  void aReplacedObjectIsNotMixedWithItsOldBytes() throws IOException {
    Location object = root.resolve("replaced.bin");
    store.write(object, bytes(1000));
    try (RangeReader reader = store.open(object)) {
      byte[] first = new byte[500];
      reader.readFully(0, first);
      store.write(object, bytes(2000));
      byte[] second = new byte[500];
      try {
        reader.readFully(500, second);
      } catch (IOException refused) {
        assertTrue(refused.getMessage().contains("replaced"), refused.getMessage());
        return;
      }
      assertArrayEquals(Arrays.copyOfRange(bytes(1000), 500, 1000), second);
    }
  }

  @Test
  void anotherVersionIsTold() throws IOException {
    Location object = root.resolve("version");
    store.write(object, bytes(10));
    String before = store.find(object).orElseThrow().version();
    store.write(object, bytes(11));
    assertTrue(!before.equals(store.find(object).orElseThrow().version()));
  }
}
