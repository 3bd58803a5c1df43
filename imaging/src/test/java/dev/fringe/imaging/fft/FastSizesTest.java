package dev.fringe.imaging.fft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FastSizesTest {

  @Test
  void theNextSizeIsTheSmallestWithoutOtherPrimes() {
    int good = 20_000;
    int even = 20_000;
    for (int n = 20_000; n >= 1; n--) {
      good = smooth(n) ? n : good;
      even = smooth(n) && n % 2 == 0 ? n : even;
      assertEquals(good, FastSizes.atLeast(n), "at least " + n);
      assertEquals(even, FastSizes.evenAtLeast(n), "even, at least " + n);
      assertEquals(smooth(n), FastSizes.isFast(n));
    }
  }

  @Test
  void sizesWithoutPointsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> FastSizes.atLeast(0));
  }

  private static boolean smooth(int n) {
    int rest = n;
    for (int p = 2; p <= 5; p++) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return rest == 1;
  }
}
