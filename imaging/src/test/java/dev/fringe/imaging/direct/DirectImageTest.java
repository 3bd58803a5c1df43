package dev.fringe.imaging.direct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.imaging.ImageGeometry;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DirectImageTest {

  private static final ImageGeometry GEOMETRY =
      new ImageGeometry(12, 9, 0.002, 0.003, 0.01, -0.005);

  private final Random random = new Random(11);
  private final double[] u = random.doubles(50, -400, 400).toArray();
  private final double[] v = random.doubles(50, -400, 400).toArray();
  private final double[] w = random.doubles(50, -900, 900).toArray();

  @Test
  void aPointSourceHasItsFluxInItsPixelWithEverySign() {
    double l = GEOMETRY.l(3);
    double m = GEOMETRY.m(7);
    double[] re = new double[u.length];
    double[] im = new double[u.length];
    double[] weight = new double[u.length];
    for (int k = 0; k < u.length; k++) {
      double phase =
          2 * Math.PI * (u[k] * l + v[k] * m + w[k] * (Math.sqrt(1 - l * l - m * m) - 1));
      re[k] = 2.5 * Math.cos(phase);
      im[k] = 2.5 * Math.sin(phase);
      weight[k] = k % 7 == 0 ? -1 : 1 + k % 3;
    }
    double[] dirty = DirectImage.dirty(u, v, w, re, im, weight, GEOMETRY);
    assertEquals(2.5, dirty[7 * GEOMETRY.width() + 3], 1e-11);
    double[] sky = new double[GEOMETRY.pixels()];
    sky[7 * GEOMETRY.width() + 3] = 2.5;
    double[][] predicted = DirectImage.predict(sky, GEOMETRY, u, v, w);
    assertArrayEquals(re, predicted[0], 1e-11);
    assertArrayEquals(im, predicted[1], 1e-11);
  }

  @Test
  void predictionAndImagingAreAdjoint() {
    double[] sky = random.doubles(GEOMETRY.pixels()).toArray();
    double[] re = random.doubles(u.length).toArray();
    double[] im = random.doubles(u.length).toArray();
    double[] ones = random.doubles(u.length, 1, 1.0000001).map(Math::floor).toArray();
    double[][] predicted = DirectImage.predict(sky, GEOMETRY, u, v, w);
    double[] image = DirectImage.adjoint(u, v, w, re, im, ones, GEOMETRY);
    double there = 0;
    for (int k = 0; k < u.length; k++) {
      there += predicted[0][k] * re[k] + predicted[1][k] * im[k];
    }
    double back = 0;
    for (int i = 0; i < sky.length; i++) {
      back += sky[i] * image[i];
    }
    assertEquals(there, back, 1e-9 * Math.abs(there));
  }
}
