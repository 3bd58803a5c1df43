package dev.fringe.imaging.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EllipticalGaussianTest {

  private static final EllipticalGaussian SHAPE = new EllipticalGaussian(5, 3, 0.4);

  private static void assertSame(EllipticalGaussian expected, EllipticalGaussian actual) {
    assertEquals(expected.majorRadians(), actual.majorRadians(), 1e-9);
    assertEquals(expected.minorRadians(), actual.minorRadians(), 1e-9);
    assertEquals(expected.positionAngleRadians(), actual.positionAngleRadians(), 1e-9);
  }

  @Test
  void halfTheHeightIsAtHalfTheWidthAlongEachAxis() {
    // Along the longer axis: 0.4 rad from north towards east.
    assertEquals(0.5, SHAPE.at(2.5 * Math.sin(0.4), 2.5 * Math.cos(0.4)), 1e-12);
    assertEquals(0.5, SHAPE.at(1.5 * Math.cos(0.4), -1.5 * Math.sin(0.4)), 1e-12);
  }

  @Test
  void aQuadraticFormAndItsAxesAreTheSame() {
    double[] form = SHAPE.quadraticForm();
    assertSame(SHAPE, EllipticalGaussian.ofQuadraticForm(form[0], form[1], form[2]).orElseThrow());
  }

  @Test
  void deconvolutionUndoesConvolution() {
    EllipticalGaussian beam = new EllipticalGaussian(2, 1, 2.0);
    assertSame(SHAPE, SHAPE.convolvedWith(beam).deconvolvedFrom(beam));
  }

  @Test
  void whatIsNoLargerThanTheBeamIsAPointOrALine() {
    EllipticalGaussian beam = new EllipticalGaussian(4, 4, 0);
    assertEquals(0, beam.deconvolvedFrom(beam).majorRadians());
    EllipticalGaussian line = SHAPE.deconvolvedFrom(beam);
    assertEquals(3, line.majorRadians(), 1e-9);
    assertEquals(0, line.minorRadians());
    assertEquals(0.4, line.positionAngleRadians(), 1e-9);
  }

  @Test
  void theSolidAngleIsTheIntegral() {
    double sum = 0;
    for (double l = -20; l < 20; l += 0.1) {
      for (double m = -20; m < 20; m += 0.1) {
        sum += SHAPE.at(l, m) * 0.01;
      }
    }
    assertEquals(sum, SHAPE.solidAngle(), 1e-6);
  }

  @Test
  void axesInTheWrongOrderAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new EllipticalGaussian(3, 5, 0));
    assertThrows(IllegalArgumentException.class, () -> new EllipticalGaussian(3, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new EllipticalGaussian(Double.NaN, 1, 0));
  }
}
