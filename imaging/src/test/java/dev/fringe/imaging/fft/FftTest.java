package dev.fringe.imaging.fft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FftTest {

  private static final int[] SIZES = {
    1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 45, 48, 60, 64, 72, 75,
    80, 81, 90, 100, 125, 128, 135, 144, 225, 240, 243, 250, 256, 270, 320, 360, 405, 480, 500, 512,
    600, 625, 640, 729, 750, 768, 1000, 1024, 1080, 1215, 1280, 1536, 1875, 2000, 2048, 2187, 2430,
    2560, 3000, 3072, 3125, 4096
  };

  @ParameterizedTest
  @EnumSource
  void agreesWithTheDefinition(Fft2dUnderTest.Kind kind) {
    for (Direction direction : Direction.values()) {
      for (int n : SIZES) {
        double[] re = Signals.random(n + 7, n);
        double[] im = Signals.random(n + 7, n + 1);
        double[][] truth = Signals.transformOf(re, im, 3, 1, n, direction);
        double[] fringesBefore = outside(re, n);

        kind.line(n, re, im, 3, direction);

        double error =
            Signals.relativeError(
                Arrays.copyOfRange(re, 3, 3 + n),
                Arrays.copyOfRange(im, 3, 3 + n),
                truth[0],
                truth[1]);
        // The definition itself, summed in doubles, is off by about n^0.5 roundings.
        double allowed = Math.max(kind.tolerance, 1e-15 * Math.sqrt(n));
        assertTrue(error <= allowed, () -> kind + " " + direction + " " + n + ": " + error);
        assertArrayEquals(fringesBefore, outside(re, n), "values outside the line changed");
      }
    }
  }

  private static double[] outside(double[] values, int n) {
    double[] around = Arrays.copyOf(values, 7);
    System.arraycopy(values, 3 + n, around, 3, 4);
    return around;
  }

  @Test
  void largeSizesGoThereAndBack() {
    for (int n : new int[] {1 << 17, 3 * 5 * 7776, 78125, 177147}) {
      for (Fft2dUnderTest.Kind kind : Fft2dUnderTest.Kind.values()) {
        double[] re = Signals.random(n, 5);
        double[] im = Signals.random(n, 6);
        double[] startRe = re.clone();
        double[] startIm = im.clone();
        kind.line(n, re, im, 0, Direction.FORWARD);
        kind.line(n, re, im, 0, Direction.INVERSE);
        for (int i = 0; i < n; i++) {
          re[i] /= n;
          im[i] /= n;
        }
        double error = Signals.relativeError(re, im, startRe, startIm);
        assertTrue(error <= 3 * kind.tolerance, () -> kind + " " + n + ": " + error);
      }
    }
  }

  @Test
  void anotherPrimeFactorIsRefusedWithTheNextGoodSize() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> FloatFft.of(4 * 11 * 13));
    assertEquals(
        "a transform of size 572 has the prime factor 11, but only 2, 3 and 5 are supported; the"
            + " next good size is 576",
        refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> FloatFft.of(0));
    assertThrows(IllegalArgumentException.class, () -> FloatFft2d.of(16, 7));
  }
}
