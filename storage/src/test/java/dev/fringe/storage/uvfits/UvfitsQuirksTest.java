package dev.fringe.storage.uvfits;

import static dev.fringe.imaging.polarisation.Correlation.I;
import static dev.fringe.imaging.polarisation.Correlation.LL;
import static dev.fringe.imaging.polarisation.Correlation.Q;
import static dev.fringe.imaging.polarisation.Correlation.RR;
import static dev.fringe.imaging.polarisation.Correlation.XX;
import static dev.fringe.imaging.polarisation.Correlation.YY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the random parameters, the axes and the header of UVFITS are found to be in the wild. */
final class UvfitsQuirksTest {
  private static final double LIGHT = 299_792_458;
  private static final double J2000_MJD = 51_544.5;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UU", "UU--", "UU---SIN", "UU---NCP", "UU-L-SIN"})
  void coordinatesAreSecondsOfLightHoweverTheyAreSpelled(String name) throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .parameters(
                    name, name.replace('U', 'V'), name.replace('U', 'W'), "DATE", "BASELINE")
                .set("PSCAL1", "1.0D-9")
                .set("PSCAL2", "1.0D-9")
                .set("PSCAL3", "1.0D-9")
                .set("PZERO2", "1.0E-6")
                .group(2000, -3000, 4, 0, 258));
    assertEquals(2e-6 * LIGHT, block.uMetres()[0], 1e-9);
    assertEquals(-2e-6 * LIGHT, block.vMetres()[0], 1e-9);
    assertEquals(4e-9 * LIGHT, block.wMetres()[0], 1e-9);
  }

  @Test
  void coordinatesCalledUuLWithoutScaleAreWavelengthsOfTheReferenceFrequency() throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .parameters("UU-L", "VV-L", "WW-L", "DATE", "BASELINE")
                .group(1000, 2000, 0, 0, 258));
    assertEquals(1000 * LIGHT / 1e9, block.uMetres()[0], 1e-9);
    assertEquals(2000 * LIGHT / 1e9, block.vMetres()[0], 1e-9);
  }

  @Test
  void missingScalesAreOneAndZero() throws IOException {
    VisibilityBlock block =
        read(new RawUvfits().without("PZERO4").group(1e-6, 0, 0, 2_451_545, 258));
    assertEquals(1e-6 * LIGHT, block.uMetres()[0], 1e-4);
    assertEquals(J2000_MJD, block.timeMjd()[0]);
  }

  @Test
  void datesAreAddedUp() throws IOException {
    RawUvfits twice =
        new RawUvfits()
            .parameters("UU", "VV", "WW", "DATE", "DATE", "BASELINE")
            .set("PZERO4", "2451545.0")
            .group(0, 0, 0, 1, 0.25, 258);
    assertEquals(J2000_MJD + 1.25, read(twice).timeMjd()[0], 1e-10);
    RawUvfits offsetInTheSecond =
        new RawUvfits()
            .parameters("UU", "VV", "WW", "DATE", "_DATE", "BASELINE")
            .set("PZERO5", "0.00390625")
            .group(0, 0, 0, 2_451_545, 0.25, 258);
    assertEquals(J2000_MJD + 0.25390625, read(offsetInTheSecond).timeMjd()[0], 1e-10);
    assertEquals(
        J2000_MJD + 0.5, read(new RawUvfits().group(0, 0, 0, 0.5, 258)).timeMjd()[0], 1e-10);
  }

  @ParameterizedTest
  @CsvSource({
    "258, 1, 2",
    "65535, 255, 255",
    "258.01, 1, 2",
    "67585, 1, 1",
    "679980, 300, 44",
    "4259839, 2047, 2047"
  })
  void baselinesNameTheirAntennas(double code, int antenna1, int antenna2) throws IOException {
    VisibilityBlock block = read(new RawUvfits().group(0, 0, 0, 0, code));
    assertEquals(antenna1, block.antenna1()[0]);
    assertEquals(antenna2, block.antenna2()[0]);
  }

  @Test
  void explicitAntennasOutrankTheBaseline() throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .parameters(
                    "UU",
                    "VV",
                    "WW",
                    "DATE",
                    "BASELINE",
                    "ANTENNA1",
                    "ANTENNA2",
                    "SUBARRAY",
                    "INTTIM")
                .group(0, 0, 0, 0, 258, 3000, 4000, 1, 9.5));
    assertEquals(3000, block.antenna1()[0]);
    assertEquals(4000, block.antenna2()[0]);
    assertEquals(9.5f, block.integrationSeconds()[0]);
  }

  @Test
  void samplesStandByChannelThenCorrelation() throws IOException {
    VisibilityBlock block = read(new RawUvfits());
    assertArrayEquals(new float[] {1, 4, 7, 10}, block.real());
    assertArrayEquals(new float[] {2, 5, 8, 11}, block.imaginary());
    assertArrayEquals(new float[] {3, 6, 9, 12}, block.weight());
  }

  @Test
  void axesMayStandInAnotherOrder() throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .axis(3, "FREQ", 2, "1.0E9", "1.0E6")
                .axis(4, "STOKES", 2, "-1", "-1")
                .group(0, 0, 0, 0, 258));
    assertArrayEquals(new float[] {1, 7, 4, 10}, block.real());
    assertArrayEquals(new float[] {3, 9, 6, 12}, block.weight());
    VisibilityBlock complexLast =
        read(
            new RawUvfits()
                .axis(2, "FREQ", 2, "1.0E9", "1.0E6")
                .axis(3, "STOKES", 2, "-1", "-1")
                .axis(4, "COMPLEX", 3, "1", "1")
                .group(0, 0, 0, 0, 258));
    assertArrayEquals(new float[] {1, 3, 2, 4}, complexLast.real());
    assertArrayEquals(new float[] {5, 7, 6, 8}, complexLast.imaginary());
    assertArrayEquals(new float[] {9, 11, 10, 12}, complexLast.weight());
  }

  @Test
  void withoutWeightsEverySampleWeighsOne() throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .set("NAXIS2", "2")
                .set("CRVAL2", "5.578446666667")
                .group(0, 0, 0, 0, 258));
    assertArrayEquals(new float[] {1, 3, 5, 7}, block.real());
    assertArrayEquals(new float[] {2, 4, 6, 8}, block.imaginary());
    assertArrayEquals(new float[] {1, 1, 1, 1}, block.weight());
  }

  @Test
  void flagsAndNansArriveAsTheyAre() throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .rawGroup(
                    0, 0, 0, 0, 258, 1, 2, -3, Double.NaN, 5, 6, 7, 8, 0, 10, 11, Double.NaN));
    assertArrayEquals(new float[] {-3, 6, 0, Float.NaN}, block.weight());
    assertTrue(Float.isNaN(block.real()[1]));
  }

  @Test
  void polarisationsAreReadFromTheirCodes() throws IOException {
    assertEquals(java.util.List.of(RR, LL), observe(new RawUvfits()).correlations());
    assertEquals(
        java.util.List.of(LL, RR),
        observe(new RawUvfits().set("CRVAL3", "-2").set("CDELT3", "1")).correlations());
    assertEquals(
        java.util.List.of(XX, YY), observe(new RawUvfits().set("CRVAL3", "-5.0")).correlations());
    assertEquals(
        java.util.List.of(I, Q),
        observe(new RawUvfits().set("CRVAL3", "1").set("CDELT3", "1")).correlations());
    assertEquals(
        java.util.List.of(RR, LL),
        observe(new RawUvfits().set("CRVAL3", "-2").set("CRPIX3", "2")).correlations());
  }

  @ParameterizedTest
  @CsvSource({
    "2291.34057617, 2000",
    "'''J2000   ''', 2000",
    "'''B1950''', 1950",
    "1.95D3, 1950",
    "0.0, 2000",
    "'''????''', 2000"
  })
  void theEquinoxIsOneThatCanBe(String value, double equinox) throws IOException {
    assertEquals(equinox, observe(new RawUvfits().set("EPOCH", value)).equinox());
    assertEquals(equinox, observe(new RawUvfits().set("EQUINOX", value)).equinox());
  }

  @Test
  void withoutAnyEquinoxItIs2000() throws IOException {
    assertEquals(2000, observe(new RawUvfits()).equinox());
  }

  @Test
  void theCentreNeedsNoIncrementsNorAxes() throws IOException {
    Observation bare = observe(new RawUvfits().without("CDELT5", "CRPIX5", "CDELT6", "CRPIX6"));
    assertEquals(Math.toRadians(30), bare.rightAscensionRadians(), 1e-15);
    assertEquals(Math.toRadians(-20), bare.declinationRadians(), 1e-15);
    Observation pointing =
        observe(
            new RawUvfits()
                .set("NAXIS", "4")
                .without("NAXIS5", "NAXIS6", "CTYPE5", "CTYPE6")
                .set("OBSRA", "31")
                .set("OBSDEC", "-21"));
    assertEquals(Math.toRadians(31), pointing.rightAscensionRadians(), 1e-15);
    assertEquals(Math.toRadians(-21), pointing.declinationRadians(), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "32", "-64"})
  void otherNumberFormatsAreScaled(String bitpix) throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .set("BITPIX", bitpix)
                .set("BSCALE", "0.5")
                .set("BZERO", "100")
                .set("PSCAL1", "1.0E-9")
                .group(20, 0, 0, 1, 258));
    assertEquals(20e-9 * LIGHT, block.uMetres()[0], 1e-12);
    assertArrayEquals(new float[] {100.5f, 102, 103.5f, 105}, block.real());
  }

  @Test
  void blankIntegersAreNoValue() throws IOException {
    VisibilityBlock block =
        read(
            new RawUvfits()
                .set("BITPIX", "16")
                .set("BLANK", "-32768")
                .rawGroup(0, 0, 0, 0, 258, -32768, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -32768));
    assertTrue(Float.isNaN(block.real()[0]));
    assertTrue(Float.isNaN(block.weight()[3]));
  }

  @Test
  void headersOfManyThousandCardsAreRead() throws IOException {
    assertEquals(1, observe(new RawUvfits().fill(20_000)).groups());
  }

  @Test
  void rowsAreReadByRanges() throws IOException {
    RawUvfits raw = new RawUvfits();
    for (int i = 0; i < 10; i++) {
      raw.group(0, 0, 0, i, 256 * (i + 1) + i + 2);
    }
    try (UvfitsReader reader = UvfitsReader.open(raw.write(folder.resolve("ranges.uvfits")))) {
      VisibilityBlock block = reader.read(4, 3);
      assertArrayEquals(new int[] {5, 6, 7}, block.antenna1());
      assertEquals(12, block.real().length);
      assertEquals(10, reader.read(9, 1).antenna1()[0]);
      assertEquals(0, reader.read(10, 0).rows());
    }
  }

  private VisibilityBlock read(RawUvfits raw) throws IOException {
    try (UvfitsReader reader = UvfitsReader.open(raw.write(folder.resolve("quirk.uvfits")))) {
      return reader.read(0, (int) reader.observation().groups());
    }
  }

  private Observation observe(RawUvfits raw) throws IOException {
    try (UvfitsReader reader = UvfitsReader.open(raw.write(folder.resolve("quirk.uvfits")))) {
      return reader.observation();
    }
  }
}
