package dev.fringe.storage.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nom.tam.fits.Fits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFitsTest {
  private static final ImageGeometry OFFSET = new ImageGeometry(101, 80, 1e-4, 2e-4, 0.05, -0.02);
  private static final String WORKFLOW =
      "spec:\n  image: {cell: 20 µas}\n\tnote: "
          + "long ".repeat(60)
          + "\n\n"
          + "x".repeat(71)
          + "\\\n  end: yes\n";

  @TempDir Path folder;

  static ImageHeader header(ImageGeometry geometry, List<Correlation> stokes, int frequencies) {
    return new ImageHeader(
        geometry,
        Math.toRadians(-172.3),
        Math.toRadians(12.4),
        2000,
        1.4e9,
        2e8,
        frequencies,
        stokes,
        ImageUnit.JY_PER_BEAM,
        Optional.of(new ImageHeader.Beam(1e-3, 8e-4, 0.3)),
        "Intensity",
        new ImageHeader.Observed("M87's jet", "VLBA", "", "Zoë", 57_849.036168981),
        Instant.parse("2026-11-01T12:34:56Z"),
        "Fringe 0.1.0",
        WORKFLOW,
        Map.of("WSUM", 123.5));
  }

  @Test
  void pixelsAndPlanesAreReadBack() throws IOException {
    ImageHeader header =
        header(OFFSET, List.of(Correlation.I, Correlation.Q, Correlation.U, Correlation.V), 3);
    float[] pixels = new float[(int) header.pixels()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 0.37f - 5;
    }
    Path file = folder.resolve("cube.fits");
    try (ImageFitsWriter writer = ImageFitsWriter.create(file, header)) {
      for (int at = 0; at < pixels.length; at += 7001) {
        writer.write(pixels, at, Math.min(7001, pixels.length - at));
      }
      writer.finish();
    }
    try (ImageFitsReader reader = ImageFitsReader.open(file)) {
      assertEquals(101, reader.width());
      assertEquals(80, reader.height());
      assertArrayEquals(pixels, reader.read(0, pixels.length));
      assertArrayEquals(Arrays.copyOf(pixels, 101 * 80), reader.readPlane());
      assertArrayEquals(Arrays.copyOfRange(pixels, 50_000, 50_003), reader.read(50_000, 3));
    }
  }

  /** The SIN projection of Calabretta and Greisen 2002, equations 12, 59 and 60, from the cards. */
  @Test
  void pixelsAreReadIntoMemoryOfEitherByteOrder() throws IOException {
    ImageHeader header = header(OFFSET, List.of(Correlation.I), 40);
    float[] pixels = new float[(int) header.pixels()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 0.37f - 5;
    }
    Path file = folder.resolve("cube.fits");
    try (ImageFitsWriter writer = ImageFitsWriter.create(file, header)) {
      writer.write(pixels, 0, pixels.length);
      writer.finish();
    }
    try (ImageFitsReader reader = ImageFitsReader.open(file)) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        int count = pixels.length - 11;
        ByteBuffer target = ByteBuffer.allocateDirect(8 + count * Float.BYTES).order(order);
        reader.read(11, target.position(8));
        float[] found = new float[count];
        target.asFloatBuffer().get(found);
        assertArrayEquals(Arrays.copyOfRange(pixels, 11, pixels.length), found);
      }
    }
  }

  @Test
  void integersAreScaledAndDoublesKeepTheirDigits() throws IOException {
    assertArrayEquals(
        new double[] {12.5, Double.NaN, 9.5}, values(16, new byte[] {0, 5, 0, 9, -1, -1}, true));
    assertArrayEquals(
        new double[] {16777217 * 0.5 + 10, Double.NaN},
        values(32, new byte[] {1, 0, 0, 1, 0, 0, 0, 9}, true));
    byte[] pi = ByteBuffer.allocate(8).putDouble(Math.PI).array();
    assertArrayEquals(new double[] {Math.PI}, values(-64, pi, false));
  }

  private double[] values(int bitpix, byte[] data, boolean scaled) throws IOException {
    int count = data.length * 8 / Math.abs(bitpix);
    HeaderBuilder cards =
        new HeaderBuilder().flag("SIMPLE", true, "").integer("BITPIX", bitpix, "");
    cards.integer("NAXIS", 2, "").integer("NAXIS1", count, "").integer("NAXIS2", 1, "");
    if (scaled) {
      cards.number("BSCALE", 0.5, "").number("BZERO", 10, "").integer("BLANK", 9, "");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(cards.toBytes().array());
    bytes.writeBytes(data);
    Path file = Files.write(folder.resolve("values.fits"), bytes.toByteArray());
    try (ImageFitsReader reader = ImageFitsReader.open(file)) {
      ByteBuffer target = ByteBuffer.allocate(count * (reader.isDouble() ? 8 : 4));
      reader.read(0, target);
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = reader.isDouble() ? target.getDouble(8 * i) : target.getFloat(4 * i);
      }
      return values;
    }
  }

  @Test
  void theHeaderPlacesEveryPixelWhereTheGeometryHasIt() throws IOException {
    Path file = write(header(OFFSET, List.of(Correlation.I), 1));
    try (ImageFitsReader reader = ImageFitsReader.open(file)) {
      FitsHeader cards = reader.header();
      assertEquals("RA---SIN", cards.textOrEmpty("CTYPE1"));
      assertEquals("DEC--SIN", cards.textOrEmpty("CTYPE2"));
      assertEquals(187.7, cards.requiredNumber("CRVAL1"), 1e-12);
      assertEquals(12.4, cards.requiredNumber("CRVAL2"), 1e-12);
      for (int[] pixel : new int[][] {{0, 0}, {50, 40}, {100, 79}, {13, 66}}) {
        double l = Math.toRadians(intermediate(cards, 1, pixel[0]));
        double m = Math.toRadians(intermediate(cards, 2, pixel[1]));
        assertEquals(0.05 - (pixel[0] - 50) * 1e-4, l, 1e-14);
        assertEquals(-0.02 + (pixel[1] - 40) * 2e-4, m, 1e-14);
      }
    }
  }

  private static double intermediate(FitsHeader cards, int axis, int pixel) throws IOException {
    return cards.requiredNumber("CDELT" + axis)
        * (pixel + 1 - cards.requiredNumber("CRPIX" + axis));
  }

  @Test
  void theHeaderTellsWhatTheImageIs() throws IOException {
    Path file = write(header(OFFSET, List.of(Correlation.I), 1));
    try (ImageFitsReader reader = ImageFitsReader.open(file)) {
      FitsHeader cards = reader.header();
      assertEquals("Jy/beam", cards.textOrEmpty("BUNIT"));
      assertEquals(Math.toDegrees(1e-3), cards.requiredNumber("BMAJ"), 1e-15);
      assertEquals(Math.toDegrees(8e-4), cards.requiredNumber("BMIN"), 1e-15);
      assertEquals(Math.toDegrees(0.3), cards.requiredNumber("BPA"), 1e-15);
      assertEquals(1.4e9, cards.requiredNumber("CRVAL3"));
      assertEquals(2e8, cards.requiredNumber("CDELT3"));
      assertEquals(1, cards.requiredNumber("CRVAL4"));
      assertEquals("2017-04-06T00:52:05.000", cards.textOrEmpty("DATE-OBS"));
      assertEquals("2026-11-01T12:34:56", cards.textOrEmpty("DATE"));
      assertEquals("M87's jet", cards.textOrEmpty("OBJECT"));
      assertEquals("Zo\\u00eb", cards.textOrEmpty("OBSERVER"));
      assertEquals("FK5", cards.textOrEmpty("RADESYS"));
      assertEquals(123.5, cards.requiredNumber("WSUM"));
      assertFalse(cards.has("INSTRUME"), "no card for what is not known");
    }
  }

  @Test
  void theWorkflowIsInTheHistory() throws IOException {
    try (ImageFitsReader reader =
        ImageFitsReader.open(write(header(OFFSET, List.of(Correlation.I), 1)))) {
      String expected = WORKFLOW.replace("µ", "\\u00b5").replace("\t", "\\u0009");
      assertEquals(
          expected.lines().map(String::stripTrailing).toList(), reader.workflow().lines().toList());
      assertTrue(reader.header().images().stream().allMatch(card -> card.length() == 80));
    }
  }

  @Test
  void anotherLibraryFindsTheChecksumsRight() throws Exception {
    Path file = write(header(OFFSET, List.of(Correlation.I), 1));
    try (Fits fits = new Fits(file.toFile())) {
      fits.getHDU(0).verifyIntegrity();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3000] ^= 1;
    Files.write(file, bytes);
    try (Fits fits = new Fits(file.toFile())) {
      assertThrows(Exception.class, () -> fits.getHDU(0).verifyIntegrity());
    }
  }

  @Test
  void anUnfinishedImageLeavesNothing() throws IOException {
    Path file = folder.resolve("unfinished.fits");
    ImageHeader header = header(OFFSET, List.of(Correlation.I), 1);
    try (ImageFitsWriter writer = ImageFitsWriter.create(file, header)) {
      writer.write(new float[100], 0, 100);
      assertThrows(IllegalStateException.class, writer::finish);
      assertThrows(IllegalArgumentException.class, () -> writer.write(new float[8000], 0, 8000));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void anImageCutShortIsRefused() throws IOException {
    Path file = write(header(OFFSET, List.of(Correlation.I), 1));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10_000));
    String message =
        assertThrows(BadDataException.class, () -> ImageFitsReader.open(file)).getMessage();
    assertTrue(message.contains("8080 pixels") && message.contains("cut short"), message);
  }

  @Test
  void polarisationsThatFitNoAxisAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> header(OFFSET, List.of(Correlation.I, Correlation.Q, Correlation.V), 1));
  }

  private Path write(ImageHeader header) throws IOException {
    Path file = folder.resolve("image.fits");
    ImageFitsWriter.write(file, header, new float[(int) header.pixels()]);
    return file;
  }
}
