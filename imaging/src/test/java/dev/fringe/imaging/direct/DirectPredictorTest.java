package dev.fringe.imaging.direct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectPredictorTest {

  private static final double C = 299_792_458.0;
  private static final double ARCSEC = Math.toRadians(1 / 3600.0);
  private static final BigDecimal SPEED = BigDecimal.valueOf(C);

  private final Random random = new Random(4);

  @ParameterizedTest
  @EnumSource
  void aFarPointOnALongBaselineIsExactToTheLastBitsOfAFloat(Simd simd) {
    double l = 0.31;
    double m = -0.22;
    double n = Math.sqrt(1 - l * l - m * m);
    int rows = 40;
    double[] u = random.doubles(rows, -8e4, 8e4).toArray();
    double[] v = random.doubles(rows, -8e4, 8e4).toArray();
    double[] w = random.doubles(rows, -8e4, 8e4).toArray();
    double[] frequencies = random.doubles(37, 0.5e9, 1.5e9).toArray();
    float[][] re = new float[1][rows * 37];
    float[][] im = new float[1][rows * 37];
    predict(List.of(SkyComponent.point(l, m, 3)), u, v, w, frequencies, re, im, simd);
    for (int row = 0; row < rows; row++) {
      BigDecimal path =
          product(u[row], l)
              .add(product(v[row], m))
              .add(product(w[row], -(l * l + m * m) / (1 + n)));
      for (int channel = 0; channel < 37; channel++) {
        BigDecimal turns =
            path.multiply(new BigDecimal(frequencies[channel]))
                .divide(SPEED, MathContext.DECIMAL128);
        double phase = 2 * Math.PI * turns.remainder(BigDecimal.ONE).doubleValue();
        assertEquals(3 * Math.cos(phase), re[0][row * 37 + channel], 3e-7);
        assertEquals(3 * Math.sin(phase), im[0][row * 37 + channel], 3e-7);
      }
    }
  }

  private static BigDecimal product(double a, double b) {
    return new BigDecimal(a).multiply(new BigDecimal(b));
  }

  @ParameterizedTest
  @EnumSource
  void everyStokesParameterFollowsTheSpectrum(Simd simd) {
    SkyComponent source = new SkyComponent(0, 0, 2, 0.3, -0.2, 0.1, 1.4e9, -0.7, 0, 0, 0);
    double[] frequencies = {0.7e9, 1.4e9, 2.8e9};
    float[][] re = new float[4][3];
    float[][] im = new float[4][3];
    double[] one = {1000};
    predict(List.of(source), one, one, one, frequencies, re, im, simd);
    double[] flux = {2, 0.3, -0.2, 0.1};
    for (int s = 0; s < 4; s++) {
      for (int channel = 0; channel < 3; channel++) {
        double expected = flux[s] * Math.pow(2, -0.7 * (channel - 1));
        assertEquals(expected, re[s][channel], 1e-6 * Math.abs(expected));
        assertEquals(0, im[s][channel], 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGaussianIsTheFourierTransformOfItsBrightness(Simd simd) {
    double major = 40 * ARCSEC;
    double minor = 15 * ARCSEC;
    double angle = Math.toRadians(35);
    double frequency = 1.4e9;
    double[] u = {0, 300, -900, 1500, 400, 1200};
    double[] v = {0, 800, 500, -200, 1100, -900};
    double[] w = new double[u.length];
    float[][] re = new float[1][u.length];
    float[][] im = new float[1][u.length];
    SkyComponent source = SkyComponent.gaussian(0, 0, 1.5, major, minor, angle);
    predict(List.of(source), u, v, w, new double[] {frequency}, re, im, simd);
    for (int row = 0; row < u.length; row++) {
      double expected =
          1.5 * integral(major, minor, angle, u[row] * frequency / C, v[row] * frequency / C);
      assertEquals(expected, re[0][row], 2e-6);
      assertEquals(0, im[0][row], 2e-6);
    }
  }

  /** ∫ G(l,m) cos 2π(ul + vm) / ∫ G, by sums over a fine raster of the sky. */
  private static double integral(double major, double minor, double angle, double u, double v) {
    double step = minor / 8;
    int half = (int) (3 * major / step);
    double sum = 0;
    double norm = 0;
    for (int y = -half; y <= half; y++) {
      for (int x = -half; x <= half; x++) {
        double l = x * step;
        double m = y * step;
        // North through east: at angle 0 the major axis lies along m, at 90 degrees along +l.
        double along = l * Math.sin(angle) + m * Math.cos(angle);
        double across = l * Math.cos(angle) - m * Math.sin(angle);
        double r2 = Math.pow(along / major, 2) + Math.pow(across / minor, 2);
        double brightness = Math.pow(0.5, 4 * r2);
        sum += brightness * Math.cos(2 * Math.PI * (u * l + v * m));
        norm += brightness;
      }
    }
    return sum / norm;
  }

  @Test
  void aGaussianOnALongBaselineVanishes() {
    double[] far = {1e9};
    float[][] re = {{7}};
    float[][] im = {{7}};
    SkyComponent source = SkyComponent.gaussian(0.1, 0, 1, 1e-3, 1e-3, 0);
    for (Simd simd : Simd.values()) {
      predict(List.of(source), far, far, far, new double[] {1.4e9}, re, im, simd);
      assertEquals(0, re[0][0], 1e-30);
      assertEquals(0, im[0][0], 1e-30);
    }
  }

  @Test
  void scalarAndVectorAgreeOverManySourcesAndThreadsChangeNothing() {
    int rows = 301;
    double[] u = random.doubles(rows, -2e4, 2e4).toArray();
    double[] v = random.doubles(rows, -2e4, 2e4).toArray();
    double[] w = random.doubles(rows, -2e4, 2e4).toArray();
    List<SkyComponent> sky =
        random
            .doubles(25)
            .mapToObj(
                x ->
                    new SkyComponent(
                        x / 3, 0.1 - x / 4, x, x / 9, 0, -x / 7, 1e9, x - 1, x * 1e-5, x * 3e-6, x))
            .toList();
    double[] frequencies = random.doubles(65, 1e8, 2e8).sorted().toArray();
    float[][][] out = new float[6][4][rows * 65];
    predict(sky, u, v, w, frequencies, out[0], out[1], Simd.SCALAR);
    predict(sky, u, v, w, frequencies, out[2], out[3], Simd.VECTOR);
    try (Workers workers = Workers.of(3)) {
      DirectPredictor.predict(sky, u, v, w, frequencies, out[4], out[5], workers, Simd.VECTOR);
    }
    for (int s = 0; s < 4; s++) {
      assertArrayEquals(out[0][s], out[2][s], 3e-6f);
      assertArrayEquals(out[1][s], out[3][s], 3e-6f);
      assertArrayEquals(out[2][s], out[4][s]);
      assertArrayEquals(out[3][s], out[5][s]);
    }
  }

  @Test
  void whatIsNotOnTheSkyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SkyComponent.point(0.9, 0.5, 1));
    assertThrows(
        IllegalArgumentException.class, () -> SkyComponent.gaussian(0, 0, 1, 1e-5, 2e-5, 0));
    assertThrows(IllegalArgumentException.class, () -> SkyComponent.point(0, 0, Double.NaN));
  }

  private static void predict(
      List<SkyComponent> sky,
      double[] u,
      double[] v,
      double[] w,
      double[] frequencies,
      float[][] re,
      float[][] im,
      Simd simd) {
    DirectPredictor.predict(sky, u, v, w, frequencies, re, im, Workers.single(), simd);
  }
}
