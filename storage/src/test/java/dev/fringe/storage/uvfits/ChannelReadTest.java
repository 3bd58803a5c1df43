package dev.fringe.storage.uvfits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.visibility.ChannelRange;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading some channels of rows gives what reading all of them gives, for fewer bytes. */
final class ChannelReadTest {
  private static final int ROWS = 12;
  private static final List<Correlation> PRODUCTS = List.of(Correlation.XX, Correlation.YY);

  @TempDir Path folder;

  @Test
  void aRangeOfChannelsIsThatPartOfAllChannels() throws IOException {
    Path file = write(List.of(new SpectralWindow(1e9, 1e6, 5), new SpectralWindow(2e9, 1e6, 5)));
    try (UvfitsReader reader = UvfitsReader.open(file)) {
      for (ChannelRange channels :
          List.of(
              new ChannelRange(0, 1),
              new ChannelRange(3, 4),
              new ChannelRange(9, 1),
              new ChannelRange(0, 10))) {
        assertIsPart(reader.read(2, 7), reader.read(2, 7, channels), channels);
      }
    }
  }

  @Test
  void withoutChannelsThereAreTheCoordinates() throws IOException {
    Path file = write(List.of(new SpectralWindow(1e9, 1e6, 5)));
    try (UvfitsReader reader = UvfitsReader.open(file)) {
      VisibilityBlock all = reader.read(0, ROWS);
      VisibilityBlock none = reader.read(0, ROWS, ChannelRange.NONE);
      assertArrayEquals(all.uMetres(), none.uMetres());
      assertArrayEquals(all.timeMjd(), none.timeMjd());
      assertArrayEquals(all.antenna2(), none.antenna2());
      assertEquals(0, none.real().length);
    }
  }

  @Test
  void bytesOfOtherChannelsAreNotFetchedWhereRowsAreLong() throws IOException {
    Path file = write(List.of(new SpectralWindow(1e9, 1e4, 20_000)));
    AtomicLong bytes = new AtomicLong();
    try (UvfitsReader reader = UvfitsReader.open(counting(LocalFileReader.open(file), bytes))) {
      ChannelRange channels = new ChannelRange(7_000, 10);
      bytes.set(0);
      VisibilityBlock some = reader.read(0, ROWS, channels);
      long slices = ROWS * 10 * 2 * 3 * Float.BYTES;
      assertTrue(
          bytes.get() >= slices && bytes.get() < slices + ROWS * 100, bytes + " of " + slices);
      bytes.set(0);
      reader.read(0, ROWS, ChannelRange.NONE);
      assertTrue(bytes.get() < ROWS * 100, bytes + " bytes for coordinates alone");
      assertIsPart(reader.read(0, ROWS), some, channels);
    }
  }

  @Test
  void channelsThatAreNotThereAreRefused() throws IOException {
    Path file = write(List.of(new SpectralWindow(1e9, 1e6, 5)));
    try (UvfitsReader reader = UvfitsReader.open(file)) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> reader.read(0, 1, new ChannelRange(3, 3)));
    }
  }

  private static void assertIsPart(
      VisibilityBlock all, VisibilityBlock some, ChannelRange channels) {
    assertEquals(channels.count(), some.channels());
    int products = all.correlations();
    for (int row = 0; row < all.rows(); row++) {
      for (int i = 0; i < channels.count() * products; i++) {
        int at = row * channels.count() * products + i;
        int whole = (row * all.channels() + channels.first()) * products + i;
        assertEquals(all.real()[whole], some.real()[at]);
        assertEquals(all.imaginary()[whole], some.imaginary()[at]);
        assertEquals(all.weight()[whole], some.weight()[at]);
      }
    }
    assertArrayEquals(all.wMetres(), some.wMetres());
    assertArrayEquals(all.antenna1(), some.antenna1());
  }

  private Path write(List<SpectralWindow> windows) throws IOException {
    Observation observation = Simulated.observation(4, windows, PRODUCTS);
    Path file = folder.resolve("channels.uvfits");
    try (UvfitsWriter writer = UvfitsWriter.create(file, observation, "test", "")) {
      writer.write(Simulated.rows(observation, ROWS, 5));
      writer.finish();
    }
    return file;
  }

  private static RangeReader counting(RangeReader file, AtomicLong bytes) {
    return new RangeReader() {
      @Override
      public long size() {
        return file.size();
      }

      @Override
      public void readFully(long position, ByteBuffer target) throws IOException {
        bytes.addAndGet(target.remaining());
        file.readFully(position, target);
      }

      @Override
      public String description() {
        return file.description();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
