package dev.fringe.storage.fitsidi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import dev.fringe.storage.fits.hdu.TableBuilder;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.ChannelRange;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two bands of two channels, RR and LL, in two UV_DATA tables of two rows and one. */
final class FitsIdiReaderTest {
  private static final double LIGHT = 299_792_458;
  private static final int SAMPLES = 8;

  @TempDir Path folder;

  @Test
  void headersTellWhatWasObserved() throws IOException {
    try (VisibilityFile file = VisibilityFiles.open(write(4, 2))) {
      Observation observation = file.observation();
      assertEquals("IDI", observation.telescope());
      assertEquals("3C84", observation.object());
      assertEquals(Math.toRadians(49.95), observation.rightAscensionRadians(), 1e-14);
      assertEquals(List.of(Correlation.RR, Correlation.LL), observation.correlations());
      assertEquals(
          List.of(new SpectralWindow(5e9, 1e6, 2), new SpectralWindow(5.1e9, -1e6, 2)),
          observation.windows());
      assertEquals(3, observation.groups());
      assertEquals(4_000_001, observation.antennas().getFirst().xMetres());
    }
  }

  @Test
  void rowsOfAllTablesFollowEachOther() throws IOException {
    try (VisibilityFile file = VisibilityFiles.open(write(4, 2))) {
      VisibilityBlock block = file.read(1, 2);
      assertArrayEquals(new double[] {2e-3 * LIGHT, 3e-3 * LIGHT}, block.uMetres(), 1e-6);
      assertArrayEquals(new int[] {1, 1}, block.antenna1());
      assertArrayEquals(new int[] {2, 2}, block.antenna2());
      assertEquals(51_544.25, block.timeMjd()[0], 1e-10);
      assertEquals(2, block.integrationSeconds()[0]);
      assertArrayEquals(
          new float[] {0, 2, 4, 6, 8, 10, 12, 14}, Arrays.copyOf(block.real(), SAMPLES));
      assertArrayEquals(
          new float[] {1, 3, 5, 7, 9, 11, 13, 15}, Arrays.copyOf(block.imaginary(), SAMPLES));
    }
  }

  @Test
  void weightsOfABandHoldForItsChannels() throws IOException {
    try (VisibilityFile file = VisibilityFiles.open(write(4, 2))) {
      assertArrayEquals(new float[] {1, 2, 1, 2, 3, 4, 3, 4}, file.read(0, 1).weight());
    }
  }

  @Test
  void weightsMayStandForEverySample() throws IOException {
    try (VisibilityFile file = VisibilityFiles.open(write(SAMPLES, 2))) {
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, file.read(0, 1).weight());
    }
  }

  @Test
  void weightsAmongTheVisibilitiesCountToo() throws IOException {
    try (VisibilityFile file = VisibilityFiles.open(write(0, 3))) {
      assertArrayEquals(new float[] {2, 5, 8, 11, 14, 17, 20, 23}, file.read(0, 1).weight());
    }
  }

  @Test
  void someChannelsHaveTheirOwnWeights() throws IOException {
    for (int weights : new int[] {4, SAMPLES, 0}) {
      try (VisibilityFile file = VisibilityFiles.open(write(weights, weights > 0 ? 2 : 3))) {
        VisibilityBlock all = file.read(0, 3);
        VisibilityBlock some = file.read(0, 3, new ChannelRange(1, 2));
        assertArrayEquals(all.uMetres(), some.uMetres());
        for (int row = 0; row < 3; row++) {
          int at = row * SAMPLES;
          assertArrayEquals(
              Arrays.copyOfRange(all.imaginary(), at + 2, at + 6),
              Arrays.copyOfRange(some.imaginary(), row * 4, row * 4 + 4));
          assertArrayEquals(
              Arrays.copyOfRange(all.weight(), at + 2, at + 6),
              Arrays.copyOfRange(some.weight(), row * 4, row * 4 + 4));
        }
        assertEquals(0, file.read(0, 3, ChannelRange.NONE).real().length);
      }
    }
  }

  @Test
  void weightsThatFitNothingAreRefused() throws IOException {
    Path file = write(3, 2);
    String message =
        assertThrows(BadDataException.class, () -> VisibilityFiles.open(file)).getMessage();
    assertTrue(message.contains("WEIGHT has 3E; 4E") && message.contains("8E"), message);
  }

  private Path write(int weights, int complex) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HeaderBuilder primary = new HeaderBuilder().flag("SIMPLE", true, "").integer("BITPIX", 8, "");
    primary.integer("NAXIS", 0, "").flag("EXTEND", true, "").text("TELESCOP", "IDI", "");
    bytes.writeBytes(primary.toBytes().array());
    for (TableBuilder table :
        List.of(
            stations(),
            frequencies(),
            sources(),
            rows(weights, complex, 1, 2),
            rows(weights, complex, 3))) {
      bytes.writeBytes(table.toBytes().array());
    }
    return Files.write(folder.resolve("test.fits"), bytes.toByteArray());
  }

  private static TableBuilder stations() {
    return new TableBuilder("ARRAY_GEOMETRY")
        .column("ANNAME", 8, 'A', "")
        .column("STABXYZ", 3, 'D', "METERS")
        .column("NOSTA", 1, 'J', "")
        .keywords(
            cards ->
                cards
                    .number("ARRAYX", 4e6, "")
                    .number("ARRAYY", 1e6, "")
                    .number("ARRAYZ", 4.8e6, "")
                    .text("FRAME", "GEOCENTRIC", ""))
        .row(
            row ->
                row.put(TableBuilder.text("A", 8))
                    .putDouble(1)
                    .putDouble(2)
                    .putDouble(3)
                    .putInt(1));
  }

  private static TableBuilder frequencies() {
    return new TableBuilder("FREQUENCY")
        .column("FREQID", 1, 'J', "")
        .column("BANDFREQ", 2, 'D', "HZ")
        .column("CH_WIDTH", 2, 'E', "HZ")
        .column("SIDEBAND", 2, 'J', "")
        .row(
            row ->
                row.putInt(1)
                    .putDouble(0)
                    .putDouble(1e8)
                    .putFloat(1e6f)
                    .putFloat(1e6f)
                    .putInt(1)
                    .putInt(-1));
  }

  private static TableBuilder sources() {
    return new TableBuilder("SOURCE")
        .column("SOURCE_ID", 1, 'J', "")
        .column("SOURCE", 16, 'A', "")
        .column("RAEPO", 1, 'D', "DEGREES")
        .column("DECEPO", 1, 'D', "DEGREES")
        .row(
            row ->
                row.putInt(1).put(TableBuilder.text("3C84", 16)).putDouble(49.95).putDouble(41.5));
  }

  private static TableBuilder rows(int weights, int complex, int... numbers) {
    TableBuilder table =
        new TableBuilder("UV_DATA")
            .column("UU---SIN", 1, 'D', "SECONDS")
            .column("VV---SIN", 1, 'D', "SECONDS")
            .column("WW---SIN", 1, 'D', "SECONDS")
            .column("DATE", 1, 'D', "DAYS")
            .column("TIME", 1, 'D', "DAYS")
            .column("BASELINE", 1, 'J', "")
            .column("SOURCE_ID", 1, 'J', "")
            .column("INTTIM", 1, 'E', "SECONDS")
            .column(weights > 0 ? "WEIGHT" : "SPARE", weights, 'E', "")
            .column("FLUX", complex * SAMPLES, 'E', "JY")
            .keywords(
                cards -> {
                  cards.integer("MAXIS", 4, "").flag("TMATX10", true, "");
                  axis(cards, 1, "COMPLEX", complex, 1, 1);
                  axis(cards, 2, "STOKES", 2, -1, -1);
                  axis(cards, 3, "FREQ", 2, 5e9, 1e6);
                  axis(cards, 4, "BAND", 2, 1, 1);
                });
    for (int number : numbers) {
      table.row(
          row -> {
            row.putDouble(number * 1e-3).putDouble(0).putDouble(0);
            row.putDouble(2_451_544.5).putDouble(0.25).putInt(258).putInt(1).putFloat(2);
            for (int i = 0; i < weights; i++) {
              row.putFloat(i + 1);
            }
            for (int i = 0; i < complex * SAMPLES; i++) {
              row.putFloat(i);
            }
          });
    }
    return table;
  }

  private static void axis(
      HeaderBuilder cards, int number, String type, int length, double value, double step) {
    cards
        .integer("MAXIS" + number, length, "")
        .text("CTYPE" + number, type, "")
        .number("CRVAL" + number, value, "")
        .number("CDELT" + number, step, "")
        .number("CRPIX" + number, 1, "");
  }
}
