package dev.fringe.storage.uvfits;

import static dev.fringe.imaging.polarisation.Correlation.LL;
import static dev.fringe.imaging.polarisation.Correlation.LR;
import static dev.fringe.imaging.polarisation.Correlation.RL;
import static dev.fringe.imaging.polarisation.Correlation.RR;
import static dev.fringe.imaging.polarisation.Correlation.XX;
import static dev.fringe.imaging.polarisation.Correlation.XY;
import static dev.fringe.imaging.polarisation.Correlation.YX;
import static dev.fringe.imaging.polarisation.Correlation.YY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import nom.tam.fits.utilities.FitsCheckSum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UvfitsWriterTest {
  private static final List<SpectralWindow> THREE_WINDOWS =
      List.of(
          new SpectralWindow(1.4e9, 123_456.789, 4),
          new SpectralWindow(1.5e9, 1e6, 4),
          new SpectralWindow(1.45e9, -2e6, 4));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 255, 256, 300, 2047, 3000})
  void whatIsWrittenIsReadBack(int antennas) throws IOException {
    Observation observation =
        Simulated.observation(antennas, THREE_WINDOWS, List.of(XX, YY, XY, YX));
    VisibilityBlock first = Simulated.rows(observation, 50, 1);
    VisibilityBlock second = Simulated.rows(observation, 33, 2);
    Path file = write(observation, first, second);
    try (UvfitsReader reader = UvfitsReader.open(file)) {
      Observation read = reader.observation();
      assertEquals(83, read.groups());
      assertEquals(THREE_WINDOWS, read.windows());
      assertEquals(observation.correlations(), read.correlations());
      assertEquals(observation.antennas(), read.antennas());
      assertEquals(observation.object(), read.object());
      assertEquals(observation.observer(), read.observer());
      assertEquals(observation.startMjd(), read.startMjd(), 1e-8);
      assertEquals(observation.rightAscensionRadians(), read.rightAscensionRadians(), 1e-14);
      assertEquals(observation.declinationRadians(), read.declinationRadians(), 1e-14);
      assertRows(first, reader.read(0, 50));
      assertRows(second, reader.read(50, 33));
    }
  }

  private static void assertRows(VisibilityBlock expected, VisibilityBlock read) {
    assertArrayEquals(expected.real(), read.real());
    assertArrayEquals(expected.imaginary(), read.imaginary());
    assertArrayEquals(expected.weight(), read.weight());
    assertArrayEquals(expected.antenna1(), read.antenna1());
    assertArrayEquals(expected.antenna2(), read.antenna2());
    assertArrayEquals(expected.integrationSeconds(), read.integrationSeconds());
    assertArrayEquals(expected.timeMjd(), read.timeMjd(), 1e-10);
    // Groups hold seconds in single precision.
    assertArrayEquals(expected.uMetres(), read.uMetres(), 1e5 * 1e-7);
    assertArrayEquals(expected.vMetres(), read.vMetres(), 1e5 * 1e-7);
    assertArrayEquals(expected.wMetres(), read.wMetres(), 1e4 * 1e-7);
  }

  @Test
  void correlationsAreBroughtIntoTheOrderOfTheFitsAxis() throws IOException {
    Observation observation =
        Simulated.observation(3, THREE_WINDOWS.subList(0, 1), List.of(XX, XY, YX, YY));
    VisibilityBlock block = Simulated.rows(observation, 1, 3);
    try (UvfitsReader reader = UvfitsReader.open(write(observation, block))) {
      assertEquals(List.of(XX, YY, XY, YX), reader.observation().correlations());
      float[] read = reader.read(0, 1).real();
      assertArrayEquals(
          new float[] {block.real()[0], block.real()[3], block.real()[1], block.real()[2]},
          Arrays.copyOf(read, 4));
    }
  }

  @Test
  void groupsLargerThanTheBufferAreWritten() throws IOException {
    Observation observation =
        Simulated.observation(
            2, List.of(new SpectralWindow(1e8, 1e3, 30_000)), List.of(RR, LL, RL, LR));
    VisibilityBlock block = Simulated.rows(observation, 2, 4);
    try (UvfitsReader reader = UvfitsReader.open(write(observation, block))) {
      assertArrayEquals(block.real(), reader.read(0, 2).real());
    }
  }

  @Test
  void anotherLibraryFindsTheChecksumsRight() throws Exception {
    Observation observation = Simulated.observation(5, THREE_WINDOWS, List.of(RR, LL));
    Path file = write(observation, Simulated.rows(observation, 7, 5));
    try (Fits fits = new Fits(file.toFile())) {
      Header primary = fits.getHDU(0).getHeader();
      assertEquals(7, primary.getIntValue("GCOUNT"));
      fits.getHDU(1).verifyIntegrity();
      fits.getHDU(2).verifyIntegrity();
      assertEquals("AIPS AN", fits.getHDU(1).getHeader().getStringValue("EXTNAME"));
      assertEquals("AIPS FQ", fits.getHDU(2).getHeader().getStringValue("EXTNAME"));
    }
    long sum = 0;
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at += 2880) {
      byte[] block = Arrays.copyOfRange(bytes, at, at + 2880);
      sum = FitsCheckSum.sumOf(sum, FitsCheckSum.checksum(block));
    }
    assertEquals(0xffff_ffffL, sum, "three units whose sums are all ones");
  }

  @Test
  void whatIsNotFinishedLeavesNothing() throws IOException {
    Observation observation = Simulated.observation(5, THREE_WINDOWS, List.of(RR, LL));
    Path file = folder.resolve("unfinished.uvfits");
    Files.writeString(file, "what was there before");
    try (UvfitsWriter writer = UvfitsWriter.create(file, observation, "test", "")) {
      writer.write(Simulated.rows(observation, 7, 6));
    }
    assertEquals("what was there before", Files.readString(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void whatUvfitsCannotHoldIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path file = folder.resolve("refused.uvfits");
    Observation uneven =
        Simulated.observation(
            2,
            List.of(new SpectralWindow(1e9, 1e6, 4), new SpectralWindow(2e9, 1e6, 5)),
            List.of(RR));
    assertRefused(file, uneven, "as many channels");
    assertRefused(
        file, Simulated.observation(2, THREE_WINDOWS, List.of(RR, LL, LR)), "one FITS axis");
    Observation plain = Simulated.observation(1, THREE_WINDOWS, List.of(RR));
    Observation zero =
        new Observation(
            "",
            "",
            "",
            "",
            0,
            0,
            0,
            2000,
            plain.windows(),
            plain.correlations(),
            List.of(new Antenna(0, "A", 0, 0, 0, 0)),
            0);
    assertRefused(file, zero, "number 0");
    assertFalse(Files.exists(file));
  }

  private static void assertRefused(Path file, Observation observation, String why) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> UvfitsWriter.create(file, observation, "test", ""))
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  private Path write(Observation observation, VisibilityBlock... blocks) throws IOException {
    Path file = folder.resolve("written.uvfits");
    try (UvfitsWriter writer = UvfitsWriter.create(file, observation, "Fringe test", "a\nb")) {
      for (VisibilityBlock block : blocks) {
        writer.write(block);
      }
      writer.finish();
    }
    return file;
  }
}
