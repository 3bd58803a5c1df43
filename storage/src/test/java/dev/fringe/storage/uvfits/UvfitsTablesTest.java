package dev.fringe.storage.uvfits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.fits.hdu.TableBuilder;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.SpectralWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables after the groups add: frequencies, stations, clocks, sources, subarrays. */
final class UvfitsTablesTest {
  private static final double LATITUDE = Math.toRadians(34);
  private static final double LONGITUDE = Math.toRadians(-107);
  private static final double RADIUS = 6_371_000;

  @TempDir Path folder;

  @Test
  void everyIfHasItsOwnOffsetAndWidth() throws IOException {
    RawUvfits raw = twoIfs("IF").table(frequencies(0, 130e6, 1e6, 0.5e6, 1, -1));
    try (UvfitsReader reader = open(raw)) {
      assertEquals(
          List.of(new SpectralWindow(1e9, 1e6, 2), new SpectralWindow(1.13e9, -0.5e6, 2)),
          reader.observation().windows());
      assertArrayEquals(
          new double[] {1e9, 1.001e9, 1.13e9, 1.1295e9}, reader.observation().frequenciesHz());
      assertArrayEquals(new float[] {1, 4, 7, 10, 13, 16, 19, 22}, reader.read(0, 1).real());
    }
  }

  @Test
  void anAxisWithoutNameIsTheIfAxis() throws IOException {
    try (UvfitsReader reader = open(twoIfs("").table(frequencies(0, 2e6, 1e6, 1e6, 1, 1)))) {
      assertEquals(2, reader.observation().windows().size());
      assertEquals(1.002e9, reader.observation().windows().get(1).firstChannelHz());
    }
  }

  @Test
  void ifsWithoutATableOfFrequenciesAreRefused() throws IOException {
    String message = refusal(twoIfs("IF"));
    assertTrue(message.contains("2 IFs") && message.contains("AIPS FQ"), message);
  }

  @Test
  void rowsOfAnotherFrequencySetupAreRefused() throws IOException {
    RawUvfits raw =
        new RawUvfits()
            .parameters("UU", "VV", "WW", "DATE", "BASELINE", "FREQSEL")
            .group(0, 0, 0, 0, 258, 1)
            .group(0, 0, 0, 0, 258, 2)
            .table(
                new TableBuilder("AIPS FQ")
                    .column("FRQSEL", 1, 'J', "")
                    .column("IF FREQ", 1, 'D', "HZ")
                    .column("CH WIDTH", 1, 'E', "HZ")
                    .row(row -> row.putInt(1).putDouble(0).putFloat(1e6f))
                    .row(row -> row.putInt(2).putDouble(5e6).putFloat(1e6f)));
    try (UvfitsReader reader = open(raw)) {
      assertEquals(1, reader.read(0, 1).rows());
      BadDataException refusal = assertThrows(BadDataException.class, () -> reader.read(0, 2));
      assertTrue(refusal.getMessage().contains("row 1"), refusal.getMessage());
    }
  }

  /** A station 800 m east, 300 m north and 20 m up of the array, in every convention. */
  @Test
  void stationsAreGeocentricWhateverTheConvention() throws IOException {
    double[] array = place(0, 0, 0);
    double[] first = place(800, 300, 20);
    double[] second = place(-5000, 4000, 10);
    double[] third = place(3000, -9000, 0);
    double[][] all = {first, second, third};
    assertFrame(all, stations(new double[3], "RIGHT", all));
    assertFrame(all, stations(array, "RIGHT", less(all, array)));
    assertFrame(all, stations(array, "", turned(less(all, array))));
    assertFrame(all, stations(array, "LEFT", mirrored(turned(less(all, array)))));
    assertFrame(all, stations(new double[3], "", mirrored(all)));
  }

  @Test
  void timesInAtomicTimeBecomeUtc() throws IOException {
    TableBuilder stations =
        stations(new double[3], "RIGHT", new double[][] {place(0, 0, 0)})
            .keywords(cards -> cards.text("TIMSYS", "IAT", "").number("IATUTC", 33, ""));
    try (UvfitsReader reader = open(new RawUvfits().table(stations))) {
      assertEquals(51_544.5 - 33 / 86_400.0, reader.read(0, 1).timeMjd()[0], 1e-10);
    }
  }

  @Test
  void subarraysThatUseTheSameNumbersAreToldApart() throws IOException {
    double[][] one = {place(0, 0, 0), place(100, 0, 0)};
    double[][] other = {place(0, 900, 0), place(100, 900, 0), place(200, 900, 0)};
    RawUvfits raw =
        new RawUvfits()
            .group(0, 0, 0, 0, 258)
            .group(0, 0, 0, 0, 258.01)
            .table(stations(new double[3], "RIGHT", one))
            .table(stations("B", new double[3], "RIGHT", other));
    try (UvfitsReader reader = open(raw)) {
      assertArrayEquals(new int[] {1, 1001}, reader.read(0, 2).antenna1());
      assertEquals(
          List.of(1, 2, 1001, 1002, 1003),
          reader.observation().antennas().stream().map(Antenna::number).toList());
    }
  }

  @Test
  void ofSeveralSourcesTheFirstIsReadOrTheOneNamed() throws IOException {
    RawUvfits raw =
        new RawUvfits()
            .parameters("UU", "VV", "WW", "DATE", "BASELINE", "SOURCE")
            .group(0, 0, 0, 0, 258, 7)
            .group(0, 0, 0, 0, 258, 9)
            .table(
                new TableBuilder("AIPS SU")
                    .column("ID. NO.", 1, 'J', "")
                    .column("SOURCE", 16, 'A', "")
                    .column("RAEPO", 1, 'D', "DEGREES")
                    .column("DECEPO", 1, 'D', "DEGREES")
                    .column("EPOCH", 1, 'D', "YEARS")
                    .row(row -> source(row, 7, "3C286", 202.8, 30.5))
                    .row(row -> source(row, 9, "M87", 187.7, 12.4)));
    Path file = raw.write(folder.resolve("multi.uvfits"));
    try (UvfitsReader reader = UvfitsReader.open(file)) {
      assertEquals(List.of("3C286", "M87"), reader.sources());
      assertEquals("3C286", reader.observation().object());
      assertEquals(Math.toRadians(202.8), reader.observation().rightAscensionRadians(), 1e-12);
      assertArrayEquals(new float[] {3, 6, 9, 12, 0, 0, 0, 0}, reader.read(0, 2).weight());
    }
    try (UvfitsReader reader = UvfitsReader.openSource(LocalFileReader.open(file), "m87")) {
      assertEquals(Math.toRadians(12.4), reader.observation().declinationRadians(), 1e-12);
      assertArrayEquals(new float[] {0, 0, 0, 0, 3, 6, 9, 12}, reader.read(0, 2).weight());
    }
    LocalFileReader bytes = LocalFileReader.open(file);
    String message =
        assertThrows(BadDataException.class, () -> UvfitsReader.openSource(bytes, "Cyg A"))
            .getMessage();
    assertTrue(message.contains("Cyg A") && message.contains("[3C286, M87]"), message);
  }

  private static void source(
      java.nio.ByteBuffer row, int id, String name, double rightAscension, double declination) {
    row.putInt(id).put(TableBuilder.text(name, 16));
    row.putDouble(rightAscension).putDouble(declination).putDouble(2000);
  }

  private RawUvfits twoIfs(String name) {
    RawUvfits raw = new RawUvfits().set("NAXIS", "7");
    raw.axis(5, name, 2, "1", "1").axis(6, "RA", 1, "30", "1").axis(7, "DEC", 1, "-20", "1");
    return raw.group(0, 0, 0, 0, 258);
  }

  private static TableBuilder frequencies(
      double offset1, double offset2, double width1, double width2, int side1, int side2) {
    return new TableBuilder("AIPS FQ")
        .column("FRQSEL", 1, 'J', "")
        .column("IF FREQ", 2, 'D', "HZ")
        .column("CH WIDTH", 2, 'E', "HZ")
        .column("SIDEBAND", 2, 'J', "")
        .row(
            row ->
                row.putInt(1)
                    .putDouble(offset1)
                    .putDouble(offset2)
                    .putFloat((float) width1)
                    .putFloat((float) width2)
                    .putInt(side1)
                    .putInt(side2));
  }

  private static TableBuilder stations(double[] array, String hand, double[][] positions) {
    return stations("A", array, hand, positions);
  }

  private static TableBuilder stations(
      String name, double[] array, String hand, double[][] positions) {
    TableBuilder table =
        new TableBuilder("AIPS AN")
            .column("ANNAME", 8, 'A', "")
            .column("STABXYZ", 3, 'D', "METERS")
            .column("NOSTA", 1, 'J', "")
            .keywords(
                cards ->
                    cards
                        .number("ARRAYX", array[0], "")
                        .number("ARRAYY", array[1], "")
                        .number("ARRAYZ", array[2], "")
                        .text("XYZHAND", hand, ""));
    for (int i = 0; i < positions.length; i++) {
      double[] p = positions[i];
      int number = i + 1;
      table.row(
          row ->
              row.put(TableBuilder.text(name + number, 8))
                  .putDouble(p[0])
                  .putDouble(p[1])
                  .putDouble(p[2])
                  .putInt(number));
    }
    return table;
  }

  private void assertFrame(double[][] expected, TableBuilder stations) throws IOException {
    try (UvfitsReader reader = open(new RawUvfits().table(stations))) {
      List<Antenna> antennas = reader.observation().antennas();
      for (int i = 0; i < expected.length; i++) {
        Antenna a = antennas.get(i);
        assertArrayEquals(expected[i], new double[] {a.xMetres(), a.yMetres(), a.zMetres()}, 1e-6);
      }
    }
  }

  private static double[] place(double east, double north, double up) {
    double meridian = (RADIUS + up) * Math.cos(LATITUDE) - north * Math.sin(LATITUDE);
    return new double[] {
      meridian * Math.cos(LONGITUDE) - east * Math.sin(LONGITUDE),
      meridian * Math.sin(LONGITUDE) + east * Math.cos(LONGITUDE),
      (RADIUS + up) * Math.sin(LATITUDE) + north * Math.cos(LATITUDE)
    };
  }

  private static double[][] less(double[][] positions, double[] array) {
    return map(positions, p -> new double[] {p[0] - array[0], p[1] - array[1], p[2] - array[2]});
  }

  private static double[][] turned(double[][] positions) {
    double cos = Math.cos(LONGITUDE);
    double sin = Math.sin(LONGITUDE);
    return map(
        positions, p -> new double[] {p[0] * cos + p[1] * sin, p[1] * cos - p[0] * sin, p[2]});
  }

  private static double[][] mirrored(double[][] positions) {
    return map(positions, p -> new double[] {p[0], -p[1], p[2]});
  }

  private static double[][] map(
      double[][] positions, java.util.function.UnaryOperator<double[]> change) {
    return java.util.Arrays.stream(positions).map(change).toArray(double[][]::new);
  }

  private UvfitsReader open(RawUvfits raw) throws IOException {
    return UvfitsReader.open(raw.write(folder.resolve("tables.uvfits")));
  }

  private String refusal(RawUvfits raw) throws IOException {
    Path file = raw.write(folder.resolve("refused.uvfits"));
    return assertThrows(BadDataException.class, () -> UvfitsReader.open(file)).getMessage();
  }
}
