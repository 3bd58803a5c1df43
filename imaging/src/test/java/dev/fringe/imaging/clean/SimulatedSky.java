package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import java.util.Random;

/**
 * Point sources seen by random baselines: dirty image and PSF by the direct transform, without any
 * of the code under test.
 */
final class SimulatedSky {

  final ImageGeometry geometry;
  final float[] dirty;
  final float[] psf;

  private final double[] u;
  private final double[] v;

  /**
   * @param sources {x, y, flux} each; x and y may be fractional
   * @param noiseJy of the image
   */
  SimulatedSky(int size, int samples, double noiseJy, long seed, double[]... sources) {
    double cell = 1e-5;
    this.geometry = ImageGeometry.centred(size, size, cell);
    Random random = new Random(seed);
    this.u = new double[samples];
    this.v = new double[samples];
    double[] re = new double[samples];
    double[] im = new double[samples];
    for (int k = 0; k < samples; k++) {
      u[k] = random.nextGaussian() * 0.09 / cell;
      v[k] = random.nextGaussian() * 0.09 / cell;
      re[k] = noiseJy * Math.sqrt(samples) * random.nextGaussian();
      im[k] = noiseJy * Math.sqrt(samples) * random.nextGaussian();
      for (double[] source : sources) {
        double phase = 2 * Math.PI * (u[k] * geometry.l(source[0]) + v[k] * geometry.m(source[1]));
        re[k] += source[2] * Math.cos(phase);
        im[k] += source[2] * Math.sin(phase);
      }
    }
    this.dirty = image(re, im);
    double[] ones = new double[samples];
    java.util.Arrays.fill(ones, 1);
    this.psf = image(ones, new double[samples]);
  }

  /** What is left of the dirty image without a model, computed from the visibilities. */
  float[] residual(float[] model) {
    int samples = u.length;
    double[] re = new double[samples];
    double[] im = new double[samples];
    for (int pixel = 0; pixel < model.length; pixel++) {
      if (model[pixel] == 0) {
        continue;
      }
      double l = geometry.l(pixel % geometry.width());
      double m = geometry.m(pixel / geometry.width());
      for (int k = 0; k < samples; k++) {
        double phase = 2 * Math.PI * (u[k] * l + v[k] * m);
        re[k] += model[pixel] * Math.cos(phase);
        im[k] += model[pixel] * Math.sin(phase);
      }
    }
    float[] residual = image(re, im);
    for (int pixel = 0; pixel < residual.length; pixel++) {
      residual[pixel] = dirty[pixel] - residual[pixel];
    }
    return residual;
  }

  /** Σ V exp(-2πi (ul + vm)) / K, separably in l and m. */
  private float[] image(double[] re, double[] im) {
    int n = geometry.width();
    double[] image = new double[n * n];
    double[] cosL = new double[n];
    double[] sinL = new double[n];
    for (int k = 0; k < re.length; k++) {
      for (int x = 0; x < n; x++) {
        double phase = 2 * Math.PI * u[k] * geometry.l(x);
        cosL[x] = Math.cos(phase);
        sinL[x] = Math.sin(phase);
      }
      for (int y = 0; y < n; y++) {
        double phase = 2 * Math.PI * v[k] * geometry.m(y);
        double a = re[k] * Math.cos(phase) + im[k] * Math.sin(phase);
        double b = im[k] * Math.cos(phase) - re[k] * Math.sin(phase);
        for (int x = 0; x < n; x++) {
          image[y * n + x] += a * cosL[x] + b * sinL[x];
        }
      }
    }
    float[] result = new float[n * n];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (image[i] / re.length);
    }
    return result;
  }
}
