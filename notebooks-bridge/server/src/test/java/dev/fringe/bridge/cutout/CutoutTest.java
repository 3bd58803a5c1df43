package dev.fringe.bridge.cutout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.bridge.sky.RegionText;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.image.ImageFitsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutoutTest {

  private static final double LIGHT = 299_792_458;

  private static Optional<byte[]> cut(byte[] parent, CutoutRequest request) throws IOException {
    return cut(new CountingReader(parent), request);
  }

  private static Optional<byte[]> cut(CountingReader parent, CutoutRequest request)
      throws IOException {
    Optional<Cutout> cutout = Cutout.of(parent, request);
    if (cutout.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cutout.get().writeTo(out);
    assertEquals(cutout.get().length(), out.size());
    assertEquals(0, out.size() % 2880);
    return Optional.of(out.toByteArray());
  }

  private static CutoutRequest region(String text) {
    return new CutoutRequest(Optional.of(RegionText.parse(text)), Optional.empty(), List.of());
  }

  private static CutoutRequest band(double fromHz, double toHz, String... polarisations) {
    return new CutoutRequest(
        Optional.empty(),
        Optional.of(new Interval(LIGHT / toHz, LIGHT / fromHz)),
        List.of(polarisations));
  }

  /** Where a SIN image shows a position, by imaging's own coordinates. */
  private static double[] pixel(ImageFitsReader image, SkyPosition position) throws IOException {
    var header = image.header();
    TangentPlane plane =
        new TangentPlane(
            SkyPosition.ofDegrees(
                header.requiredNumber("CRVAL1"), header.requiredNumber("CRVAL2")));
    var cosines = plane.project(position).orElseThrow();
    return new double[] {
      header.requiredNumber("CRPIX1")
          + Math.toDegrees(cosines.l()) / header.requiredNumber("CDELT1"),
      header.requiredNumber("CRPIX2")
          + Math.toDegrees(cosines.m()) / header.requiredNumber("CDELT2")
    };
  }

  /** Off centre, at right ascension 0, near the poles, with a reference pixel outside, oblong. */
  @ParameterizedTest
  @CsvSource({
    "600, 400, 150.0, 30.0, 300, 200, 1e-3, 150.1, 30.05",
    "600, 400, 0.02, -10.0, 300, 200, 1e-3, 359.9, -10.05",
    "401, 900, 10.0, 89.9, 201, 450, 1e-3, 120.0, 89.95",
    "401, 900, 10.0, -89.95, 201, 450, 1e-3, 200.0, -89.9",
    "500, 500, 80.0, -45.0, -3000.25, 2500.5, 2e-3, 70.04, -49.0",
    "300, 300, 187.7, 12.39, 150, 150, 1e-9, 187.7000001, 12.3900001",
  })
  void sourcesAreWhereTheyAreInTheParent(
      int width,
      int height,
      double ra,
      double dec,
      double pixelX,
      double pixelY,
      double cell,
      double sourceRa,
      double sourceDec)
      throws IOException {
    byte[] parent = TestImage.of(width, height, ra, dec, pixelX, pixelY, cell).bytes();
    SkyPosition source = SkyPosition.ofDegrees(sourceRa, sourceDec);
    byte[] cutout =
        cut(parent, region("CIRCLE " + sourceRa + " " + sourceDec + " " + 20.4 * cell))
            .orElseThrow();
    try (ImageFitsReader whole = ImageFitsReader.open(new CountingReader(parent));
        ImageFitsReader part = ImageFitsReader.open(new CountingReader(cutout))) {
      double[] inWhole = pixel(whole, source);
      double[] inPart = pixel(part, source);
      long x = Math.round(inWhole[0] - inPart[0]);
      long y = Math.round(inWhole[1] - inPart[1]);
      assertEquals(inWhole[0] - x, inPart[0], 1e-4);
      assertEquals(inWhole[1] - y, inPart[1], 1e-4);
      // The pixels agree with what the coordinates say.
      assertEquals((double) (y * width + x), part.read(0, 1)[0]);
      assertTrue(part.width() >= 41 && part.width() <= 43, "width " + part.width());
      assertTrue(part.height() >= 41 && part.height() <= 43, "height " + part.height());
      assertEquals(inPart[0], (part.width() + 1) / 2.0, 1.01);
      assertEquals(inPart[1], (part.height() + 1) / 2.0, 1.01);
    }
  }

  @Test
  void onlyTheBytesOfWantedRowsAreRead() throws IOException {
    byte[] bytes = TestImage.of(2000, 1000, 150, 30, 1000, 500, 1e-3).bytes();
    CountingReader parent = new CountingReader(bytes);
    byte[] cutout = cut(parent, region("CIRCLE 150 30 0.005")).orElseThrow();
    assertTrue(parent.read() < 200_000, parent.read() + " of " + bytes.length);
    assertTrue(cutout.length < 10_000);
  }

  @Test
  void cubesAreCutByChannelAndPolarisationWithTheirBeams() throws IOException {
    byte[] parent = TestImage.cube(8, 6, 10, 4).withBeams().bytes();
    // Channels 3 to 5 (from 1), as edges stand half a channel aside, and I and V.
    byte[] cutout = cut(parent, band(1.0016e9, 1.0044e9, "v", "I")).orElseThrow();
    CountingReader file = new CountingReader(cutout);
    try (ImageFitsReader part = ImageFitsReader.open(file)) {
      var header = part.header();
      assertEquals("8 6 3 2", naxis(part));
      assertEquals(1.002e9, 1e9 + (1 - header.requiredNumber("CRPIX3")) * 1e6, 1e-3);
      assertEquals(3, header.requiredNumber("CDELT4"));
      assertEquals(1, 1 + (1 - header.requiredNumber("CRPIX4")) * 3);
      assertEquals("Jy/beam", header.textOrEmpty("BUNIT"));
      assertFalse(header.has("CHECKSUM"));
      assertEquals("made for a test", header.commentary("HISTORY").getFirst());
      assertEquals(2 * 48, part.read(0, 1)[0]);
      assertEquals(4 * 48, part.read(2 * 48, 1)[0]);
      assertEquals((3 * 10 + 2) * 48, part.read(3 * 48, 1)[0]);
    }
    Hdu beams = FitsFile.extensions(file, FitsFile.primary(file)).getFirst();
    assertEquals(6, beams.header().requiredInteger("NAXIS2", 0, 100));
    assertEquals(3, beams.header().requiredInteger("NCHAN", 0, 100));
    assertEquals(2, beams.header().requiredInteger("NPOL", 0, 100));
    SmallTable table = SmallTable.read(file, beams);
    assertArrayEquals(new double[] {102, 103, 104, 132, 133, 134}, column(table, "BMAJ"));
    assertArrayEquals(new double[] {0, 1, 2, 0, 1, 2}, column(table, "CHAN"));
    assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1}, column(table, "POL"));
  }

  private static double[] column(SmallTable table, String name) {
    double[] values = new double[6];
    for (int row = 0; row < values.length; row++) {
      values[row] = table.number(row, name, 0).orElseThrow();
    }
    return values;
  }

  private static String naxis(ImageFitsReader image) {
    return String.join(
        " ",
        Arrays.stream(new int[] {1, 2, 3, 4})
            .mapToObj(axis -> image.header().textOrEmpty("NAXIS" + axis))
            .toList());
  }

  @Test
  void polarisationsThatDoNotLieEvenlyBringThoseBetween() throws IOException {
    byte[] parent = TestImage.cube(4, 4, 1, 4).bytes();
    CutoutRequest request =
        new CutoutRequest(Optional.empty(), Optional.empty(), List.of("I", "Q", "V"));
    try (ImageFitsReader part =
        ImageFitsReader.open(new CountingReader(cut(parent, request).orElseThrow()))) {
      assertEquals("4 4 1 4", naxis(part));
    }
  }

  @Test
  void whatIsNotThereIsNoCutout() throws IOException {
    byte[] parent = TestImage.cube(100, 100, 10, 1).bytes();
    assertTrue(cut(parent, region("CIRCLE 150 31 0.1")).isEmpty());
    assertTrue(cut(parent, region("CIRCLE 330 -30 1")).isEmpty());
    assertTrue(cut(parent, band(2e9, 3e9)).isEmpty());
    assertTrue(cut(parent, band(1e9, 1.1e9, "Q")).isEmpty());
    // By the corner of its box a circle would be in the image; it is not.
    assertTrue(cut(parent, region("CIRCLE 149.8701 30.1125 0.068")).isEmpty());
  }

  @Test
  void whatIsAllThereIsTheWhole() throws IOException {
    byte[] parent = TestImage.cube(100, 80, 2, 1).bytes();
    for (String all : List.of("CIRCLE 150 30 80", "CIRCLE 0 -90 179", "RANGE 0 360 -90 90")) {
      try (ImageFitsReader part =
          ImageFitsReader.open(new CountingReader(cut(parent, region(all)).orElseThrow()))) {
        assertEquals("100 80 2 1", naxis(part), all);
        assertEquals(50, part.header().requiredNumber("CRPIX1"));
      }
    }
  }

  @Test
  void polygonsAndRangesAreBoxesOfWholePixels() throws IOException {
    byte[] parent = TestImage.of(200, 200, 0, 0, 100, 100, 1e-3).bytes();
    // From 10 to 30 pixels west of the reference pixel, 5 south to 5 north.
    for (String same :
        List.of(
            "RANGE 359.97 359.99 -0.005 0.005",
            "POLYGON 359.97 -0.005 359.99 -0.005 359.99 0.005 359.97 0.005")) {
      try (ImageFitsReader part =
          ImageFitsReader.open(new CountingReader(cut(parent, region(same)).orElseThrow()))) {
        assertEquals("21 11 1 1", naxis(part), same);
        assertEquals(94 * 200 + 109, part.read(0, 1)[0], same);
      }
    }
  }

  /** Headers that promise more than there is, or make no sense, are refused at once. */
  @Test
  void malformedImagesAreRefused() {
    byte[] parent = TestImage.of(20, 20, 0, 0, 10, 10, 1e-3).bytes();
    for (String bad :
        List.of(
            "NAXIS1  =           2000000000",
            "NAXIS1  =  9223372036854775807",
            "NAXIS1  =                   -5",
            "NAXIS   =                  999",
            "BITPIX  =                    7",
            "CDELT1  =                  NaN",
            "CRPIX1  = 'a text'            ")) {
      byte[] broken = parent.clone();
      int at = new String(parent, StandardCharsets.ISO_8859_1).indexOf(bad.substring(0, 10));
      byte[] card = "%-80s".formatted(bad).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(card, 0, broken, at, 80);
      assertThrows(BadDataException.class, () -> cut(broken, region("CIRCLE 0 0 0.005")), bad);
    }
    assertThrows(
        BadDataException.class, () -> cut(Arrays.copyOf(parent, 3000), region("CIRCLE 0 0 0.005")));
  }
}
