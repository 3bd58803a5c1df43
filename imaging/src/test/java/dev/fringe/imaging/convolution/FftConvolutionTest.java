package dev.fringe.imaging.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FftConvolutionTest {

  @ParameterizedTest
  @CsvSource({"40, 30", "33, 17", "1, 1", "2, 7", "64, 64", "31, 50"})
  void nothingWrapsAround(int width, int height) {
    Random random = new Random(width);
    ImageGeometry geometry = ImageGeometry.centred(width, height, 1e-5);
    float[] source = new float[width * height];
    float[] kernel = new float[width * height];
    float[] sum = new float[width * height];
    for (int i = 0; i < source.length; i++) {
      source[i] = random.nextInt(4) == 0 ? 1e-3f * random.nextFloat() : 0;
      kernel[i] = 10 * (random.nextFloat() - 0.5f);
      sum[i] = random.nextFloat();
    }
    float[] result = sum.clone();
    try (Workers workers = Workers.of(2)) {
      FftConvolution.of(geometry, workers).addTo(result, source, kernel, -2);
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double expected = sum[y * width + x];
        for (int sy = 0; sy < height; sy++) {
          for (int sx = 0; sx < width; sx++) {
            int ky = y - sy + height / 2;
            int kx = x - sx + width / 2;
            if (ky >= 0 && ky < height && kx >= 0 && kx < width) {
              expected -= 2.0 * source[sy * width + sx] * kernel[ky * width + kx];
            }
          }
        }
        assertEquals(expected, result[y * width + x], 2e-6);
      }
    }
  }
}
