package dev.fringe.imaging.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoringBeamTest {

  private static final double CELL = 1e-5;

  /** A Gaussian drawn without the code under test: axes in pixels, angle from north to east. */
  private static float[] gaussian(
      ImageGeometry geometry, double major, double minor, double degrees) {
    float[] psf = new float[geometry.pixels()];
    double angle = Math.toRadians(degrees);
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        double east = geometry.l(x);
        double north = geometry.m(y);
        double along = north * Math.cos(angle) + east * Math.sin(angle);
        double across = east * Math.cos(angle) - north * Math.sin(angle);
        psf[y * geometry.width() + x] =
            (float)
                Math.exp(
                    -4
                        * Math.log(2)
                        * (Math.pow(along / (major * CELL), 2)
                            + Math.pow(across / (minor * CELL), 2)));
      }
    }
    return psf;
  }

  @ParameterizedTest
  @CsvSource({
    "8, 5, 0",
    "8, 5, 30",
    "8, 5, 90",
    "8, 5, 135",
    "2.5, 2, 20",
    "2, 2, 0",
    "60, 3, 70",
    "40, 2.2, 15",
    "30, 30, 0",
    "3, 1.7, 45"
  })
  void aBeamOfKnownSizeAndAngleIsFittedBack(double major, double minor, double degrees) {
    ImageGeometry geometry = ImageGeometry.centred(200, 160, CELL);
    EllipticalGaussian beam =
        RestoringBeam.fit(gaussian(geometry, major, minor, degrees), geometry);
    assertEquals(major, beam.majorRadians() / CELL, 1e-4 * major);
    assertEquals(minor, beam.minorRadians() / CELL, 1e-4 * minor);
    if (major > minor) {
      assertEquals(degrees, Math.toDegrees(beam.positionAngleRadians()) % 180, 0.01);
    }
  }

  @Test
  void pixelsNeedNotBeSquare() {
    ImageGeometry geometry = new ImageGeometry(200, 160, CELL, 2 * CELL, 0, 0);
    EllipticalGaussian beam = RestoringBeam.fit(gaussian(geometry, 12, 7, 40), geometry);
    assertEquals(12, beam.majorRadians() / CELL, 1e-3);
    assertEquals(7, beam.minorRadians() / CELL, 1e-3);
    assertEquals(40, Math.toDegrees(beam.positionAngleRadians()), 0.01);
  }

  @Test
  void highSidelobesDoNotWidenTheBeam() {
    ImageGeometry geometry = ImageGeometry.centred(128, 128, CELL);
    float[] psf = gaussian(geometry, 6, 6, 0);
    float[] with = psf.clone();
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 118; x++) {
        with[y * 128 + x] += 0.6f * psf[y * 128 + x + 10];
      }
    }
    assertEquals(6, RestoringBeam.fit(with, geometry).majorRadians() / CELL, 0.5);
  }

  @Test
  void whatIsNoBeamIsRefusedInWords() {
    ImageGeometry geometry = ImageGeometry.centred(64, 64, CELL);
    float[] flat = new float[64 * 64];
    Arrays.fill(flat, 1);
    float[] point = new float[64 * 64];
    point[32 * 64 + 32] = 1;
    float[] fringes = new float[64 * 64];
    for (int i = 0; i < fringes.length; i++) {
      fringes[i] = (float) Math.cos(2 * Math.PI * (i % 64 - 32) / 8);
    }
    for (float[] psf : new float[][] {new float[64 * 64], flat, point, fringes}) {
      BeamFitException e =
          assertThrows(BeamFitException.class, () -> RestoringBeam.fit(psf, geometry));
      assertTrue(e.getMessage().length() > 20, e.getMessage());
    }
  }
}
