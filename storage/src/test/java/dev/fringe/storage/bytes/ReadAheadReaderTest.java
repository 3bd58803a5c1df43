package dev.fringe.storage.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadAheadReaderTest {

  private static final int SIZE = (40 << 20) + 12_345;

  private final MemoryReader store = MemoryReader.random(SIZE);
  private final ReadAheadReader reader = ReadAheadReader.over(store);

  private void assertReads(long position, int length) throws IOException {
    byte[] read = new byte[length];
    reader.readFully(position, read);
    assertArrayEquals(
        Arrays.copyOfRange(store.content(), (int) position, (int) position + length), read);
  }

  @Test
  void aHeaderReadInBlocksIsOneRequest() throws Exception {
    assertReads(0, 9);
    for (int block = 0; block < 100; block++) {
      assertReads(block * 2880L, 2880);
    }
    assertEquals(1, store.requests());
  }

  @Test
  void announcedBytesComeInLargePiecesAndNothingBeyondThem() throws Exception {
    long from = 5760;
    long to = from + (30 << 20) + 7;
    reader.expect(from, to);
    Random sizes = new Random(1);
    for (long at = from; at < to; ) {
      int length = (int) Math.min(to - at, 1 + sizes.nextInt(3 << 20));
      assertReads(at, length);
      at += length;
    }
    assertEquals(8, store.requests(), "pieces of 4 MiB");
  }

  @Test
  void readsOutOfOrderAreRightToo() throws Exception {
    reader.expect(1000, SIZE);
    Random random = new Random(2);
    for (int i = 0; i < 60; i++) {
      int length = 1 + random.nextInt(5 << 20);
      assertReads(random.nextInt(SIZE - length), length);
    }
    assertReads(SIZE - 100, 100);
  }

  @Test
  void aFailureFarAheadIsToldToWhoeverReadsThere() throws Exception {
    store.failFrom(8 << 20);
    reader.expect(0, SIZE);
    assertReads(0, 8 << 20);
    IOException failure =
        assertThrows(IOException.class, () -> reader.readFully(8 << 20, new byte[1]));
    assertTrue(failure.getMessage().contains("gone away"), failure.getMessage());
  }

  @Test
  void beyondTheEndIsTheEnd() {
    assertThrows(EOFException.class, () -> reader.readFully(SIZE - 5, new byte[6]));
  }
}
