package dev.fringe.imaging.convolution;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.fft.Direction;
import dev.fringe.imaging.fft.FastSizes;
import dev.fringe.imaging.fft.FloatFft2d;
import dev.fringe.imaging.parallel.Workers;

/**
 * Linear (not circular) convolution by Fourier transforms of one and a half times the image's size,
 * which is as much as keeps what wraps around out of the image.
 *
 * <p>Image and kernel are transformed together, as the real and the imaginary part of one array.
 */
public final class FftConvolution {

  private final ImageGeometry geometry;
  private final FloatFft2d fft;
  private final Workers workers;

  private FftConvolution(ImageGeometry geometry, Workers workers) {
    this.geometry = geometry;
    this.workers = workers;
    this.fft = FloatFft2d.of(padded(geometry.height()), padded(geometry.width()));
  }

  public static FftConvolution of(ImageGeometry geometry, Workers workers) {
    return new FftConvolution(geometry, workers);
  }

  private static int padded(int size) {
    return FastSizes.evenAtLeast(size + (size + 1) / 2);
  }

  /** Bytes of working space that a convolution of this size takes. */
  public static long bytes(ImageGeometry geometry) {
    return 8L * padded(geometry.height()) * (padded(geometry.width()) + 32L);
  }

  /**
   * Adds {@code factor} times the convolution to an image.
   *
   * @param sum row-major, as {@code source} and {@code kernel} are
   * @param kernel with its origin at pixel (width / 2, height / 2); 0 beyond its edges
   */
  public void addTo(float[] sum, float[] source, float[] kernel, float factor) {
    float[] real = new float[fft.length()];
    float[] imaginary = new float[fft.length()];
    float sourceScale = inverseOfHighest(source);
    float kernelScale = inverseOfHighest(kernel);
    if (sourceScale == 0 || kernelScale == 0) {
      return;
    }
    place(source, real, sourceScale);
    place(kernel, imaginary, kernelScale);
    int height = geometry.height();
    fft.transformRows(real, imaginary, 0, height, Direction.FORWARD, workers);
    fft.transformColumns(real, imaginary, 0, fft.columns(), Direction.FORWARD, workers);
    workers.forEach(fft.rows() / 2 + 1, row -> multiply(real, imaginary, row));
    int top = height / 2;
    fft.transformColumns(real, imaginary, 0, fft.columns(), Direction.INVERSE, workers);
    fft.transformRows(real, imaginary, top, top + height, Direction.INVERSE, workers);
    float scale = factor / sourceScale / kernelScale / fft.rows() / fft.columns();
    int width = geometry.width();
    workers.forEach(
        height,
        y -> {
          int from = (y + top) * fft.stride() + width / 2;
          for (int x = 0; x < width; x++) {
            sum[y * width + x] += scale * real[from + x];
          }
        });
  }

  /** Two arrays in one transform must be alike in height, or the lower drowns in rounding. */
  private static float inverseOfHighest(float[] image) {
    float highest = 0;
    for (float pixel : image) {
      highest = Math.max(highest, Math.abs(pixel));
    }
    return highest > 0 ? 1 / highest : 0;
  }

  private void place(float[] image, float[] padded, float scale) {
    int width = geometry.width();
    workers.forEach(
        geometry.height(),
        y -> {
          for (int x = 0; x < width; x++) {
            padded[y * fft.stride() + x] = scale * image[y * width + x];
          }
        });
  }

  /**
   * With Z the transform of s + ik, A = Z(f) and B = conj Z(-f), those of s and k are (A + B) / 2
   * and (A - B) / 2i; replaces Z by their product, in this row and in its mirror image.
   */
  private void multiply(float[] real, float[] imaginary, int row) {
    int mirrorRow = row == 0 ? 0 : fft.rows() - row;
    int columns = fft.columns();
    int last = mirrorRow == row ? columns / 2 : columns - 1;
    for (int column = 0; column <= last; column++) {
      int i = row * fft.stride() + column;
      int j = mirrorRow * fft.stride() + (column == 0 ? 0 : columns - column);
      float sumReal = real[i] + real[j];
      float sumImaginary = imaginary[i] - imaginary[j];
      float lessReal = real[i] - real[j];
      float lessImaginary = imaginary[i] + imaginary[j];
      // (A + B)(A - B) / 4i
      float re = (sumReal * lessImaginary + sumImaginary * lessReal) / 4;
      float im = (sumImaginary * lessImaginary - sumReal * lessReal) / 4;
      real[i] = re;
      imaginary[i] = im;
      real[j] = re;
      imaginary[j] = -im;
    }
  }
}
