package dev.fringe.imaging.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scalar and the Vector form against one another. */
class CleanKernelTest {

  private final CleanKernel scalar = CleanKernel.of(Simd.SCALAR);
  private final CleanKernel vector = CleanKernel.of(Simd.VECTOR);
  private final Random random = new Random(5);

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 33, 64, 65, 200})
  void rowsAreScaledAndAddedAlike(int length) {
    float[] from = values(length + 5);
    float[] one = values(length + 9);
    float[] other = one.clone();

    scalar.multiplyAdd(one, 3, from, 5, length, -0.7f);
    vector.multiplyAdd(other, 3, from, 5, length, -0.7f);

    assertArrayEquals(one, other, 1e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 33, 64, 65, 200})
  void theSamePeakIsFoundWithinAMask(int width) {
    int height = 5;
    float[] image = values(width * height);
    CleanMask mask = CleanMask.ofImage(width, height, values(width * height));
    for (int y = 0; y < height; y++) {
      for (boolean negative : new boolean[] {false, true}) {
        assertEquals(
            scalar.rowPeak(image, y, mask, negative), vector.rowPeak(image, y, mask, negative));
      }
    }
  }

  @Test
  void listsOfPixelsAreSearchedAndSubtractedFromAlike() {
    int width = 100;
    int count = 256;
    float[] psf = values(width * width);
    int[] pixel = random.ints(count, 0, width * width / 2).sorted().toArray();
    pixel[count - 1] = Integer.MAX_VALUE;
    int[] column = Arrays.stream(pixel).map(p -> p % width).toArray();
    float[] one = values(count);
    float[] other = one.clone();
    CleanKernel.Window window = new CleanKernel.Window(700, 3300, 20, 61, 1234);

    scalar.subtract(one, pixel, column, 64, 192, window, 0.3f, psf);
    vector.subtract(other, pixel, column, 64, 192, window, 0.3f, psf);

    assertArrayEquals(one, other, 1e-6f);
    assertEquals(scalar.peak(one, 64, 128, true), vector.peak(other, 64, 128, true), 1e-6f);
    assertEquals(scalar.peak(one, 0, 64, false), vector.peak(other, 0, 64, false));
  }

  @ParameterizedTest
  @EnumSource
  void aMinorCycleIsTheSameInBothForms(CleanAlgorithm algorithm) {
    SimulatedSky sky =
        new SimulatedSky(96, 300, 0.001, 3, new double[][] {{50, 70, 1}, {30, 40, -0.4}});
    CleanParameters parameters = CleanParameters.of(algorithm);
    float[] one = sky.dirty.clone();
    float[] other = sky.dirty.clone();
    CleanState start = CleanState.start(sky.geometry);

    MinorCycleResult plain =
        MinorCycle.run(
            one, sky.psf, sky.geometry, parameters, start, Workers.single(), Simd.SCALAR);
    MinorCycleResult fast =
        MinorCycle.run(
            other, sky.psf, sky.geometry, parameters, start, Workers.single(), Simd.VECTOR);

    assertTrue(plain.iterations() > 10);
    assertEquals(plain.iterations(), fast.iterations());
    assertEquals(plain.components().totalJy(), fast.components().totalJy(), 1e-4);
    assertArrayEquals(one, other, 1e-5f);
  }
}
