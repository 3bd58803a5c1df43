package dev.fringe.imaging.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorerTest {

  private static final ImageGeometry GEOMETRY =
      new ImageGeometry(90, 70, 1e-5, 1.5e-5, 0.001, 0.002);
  private static final EllipticalGaussian BEAM = new EllipticalGaussian(9e-5, 4e-5, 0.7);

  /** Few components are stamped, many are transformed: both are the same sum. */
  @ParameterizedTest
  @ValueSource(ints = {3, 90, 3000})
  void theRestoredImageIsTheSumOfBeamsAndResidual(int components) {
    Random random = new Random(components);
    float[] model = new float[GEOMETRY.pixels()];
    for (int i = 0; i < components; i++) {
      model[random.nextInt(model.length)] = random.nextFloat() - 0.3f;
    }
    model[0] = 2;
    float[] residual = new float[model.length];
    for (int i = 0; i < residual.length; i++) {
      residual[i] = random.nextFloat();
    }
    float[] image;
    try (Workers workers = Workers.of(2)) {
      image = Restorer.restore(model, residual, GEOMETRY, BEAM, workers);
    }
    for (int pixel = 0; pixel < image.length; pixel += 37) {
      double l = GEOMETRY.l(pixel % 90);
      double m = GEOMETRY.m(pixel / 90);
      double sum = residual[pixel];
      for (int i = 0; i < model.length; i++) {
        if (model[i] != 0) {
          sum += model[i] * BEAM.at(l - GEOMETRY.l(i % 90), m - GEOMETRY.m(i / 90));
        }
      }
      assertEquals(sum, image[pixel], 2e-5);
    }
  }

  @Test
  void aSourceKeepsItsPeakInJanskyPerBeam() {
    float[] model = new float[GEOMETRY.pixels()];
    model[20 * 90 + 30] = 3;
    float[] image = Restorer.convolve(model, GEOMETRY, BEAM, Workers.single());
    assertEquals(3, image[20 * 90 + 30], 1e-6);
  }
}
