package dev.fringe.imaging.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.imaging.parallel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustNoiseTest {

  @Test
  void itIsTheMedianOfTheDeviationsExactly() {
    Random random = new Random(4);
    float[] image = new float[700_001];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) (0.3 + 2 * random.nextGaussian());
    }
    double[] sorted = new double[image.length];
    Arrays.setAll(sorted, i -> image[i]);
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    Arrays.setAll(sorted, i -> Math.abs(image[i] - (float) median));
    Arrays.sort(sorted);
    try (Workers workers = Workers.of(3)) {
      RobustNoise noise = RobustNoise.of(image, workers);
      assertEquals(median, noise.median(), 1e-9);
      assertEquals(1.4826022 * sorted[sorted.length / 2], noise.noise(), 1e-6);
      assertEquals(2, noise.noise(), 0.01);
    }
  }

  @Test
  void sourcesAndBlankPixelsDoNotDisturbIt() {
    Random random = new Random(5);
    float[] image = new float[100_000];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
      image[i] = i % 50 == 0 ? 1000 : i % 7 == 0 ? Float.NaN : image[i];
    }
    image[1] = Float.POSITIVE_INFINITY;
    assertEquals(1, RobustNoise.of(image).noise(), 0.03);
  }

  @Test
  void imagesWithoutSpreadHaveNoNoise() {
    assertEquals(new RobustNoise(0, 0), RobustNoise.of(new float[0]));
    assertEquals(new RobustNoise(0, 0), RobustNoise.of(new float[] {Float.NaN}));
    assertEquals(new RobustNoise(-3, 0), RobustNoise.of(new float[] {-3}));
  }

  @Test
  void aBoxIsMeasuredAlone() {
    float[] image = new float[100];
    image[33] = -1;
    image[34] = 2;
    image[43] = 3;
    image[44] = 4;
    // Lower medians: 2 of (-1, 2, 3, 4), and 1 of the deviations (0, 1, 2, 3).
    RobustNoise noise = RobustNoise.ofBox(image, 10, 3, 5, 3, 5);
    assertEquals(2, noise.median());
    assertEquals(RobustNoise.SIGMA_PER_MAD, noise.noise(), 1e-12);
  }
}
