package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.Arrays;

/**
 * A residual image with its PSF and mask, and the height of the highest pixel of each row. A peak's
 * height is its absolute value, or the value itself where negative components are not wanted.
 */
final class CleanImage {

  /** Below this many pixels, threads cost more than they bring. */
  private static final int WORTH_THREADS = 1 << 18;

  private final float[] residual;
  private final float[] psf;
  private final ImageGeometry geometry;
  private final CleanMask mask;
  private final boolean negative;
  private final Workers workers;
  private final Simd simd;
  private final CleanKernel kernel;
  private final float[] rowPeaks;

  CleanImage(
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanMask mask,
      boolean negative,
      Workers workers,
      Simd simd) {
    this.residual = residual;
    this.psf = psf;
    this.geometry = geometry;
    this.mask = mask;
    this.negative = negative;
    this.workers = workers;
    this.simd = simd;
    this.kernel = CleanKernel.of(simd);
    this.rowPeaks = new float[geometry.height()];
    refresh();
  }

  CleanImage within(CleanMask other) {
    return new CleanImage(residual, psf, geometry, other, negative, workers, simd);
  }

  /** Looks up all rows again. */
  void refresh() {
    forRows(0, height(), y -> rowPeaks[y] = rowPeak(y));
  }

  /** Height of the highest pixel in the mask; 0 or below if there is nothing to clean. */
  float peak() {
    float peak = 0;
    for (float row : rowPeaks) {
      peak = Math.max(peak, row);
    }
    return peak;
  }

  /** Place of the highest pixel in the mask, {@code y * width + x}; -1 if there is none. */
  int peakPixel() {
    int best = -1;
    float peak = 0;
    for (int y = 0; y < rowPeaks.length; y++) {
      if (rowPeaks[y] > peak) {
        peak = rowPeaks[y];
        best = y;
      }
    }
    if (best < 0) {
      return -1;
    }
    int width = width();
    for (int x = 0; x < width; x++) {
      if (height(residual[best * width + x]) == peak && mask.contains(x, best)) {
        return best * width + x;
      }
    }
    throw new IllegalStateException("row " + best + " has lost its peak");
  }

  float height(float value) {
    return negative ? Math.abs(value) : value;
  }

  /** Subtracts a component of {@code flux} Jy at {@code pixel} and keeps the peaks up to date. */
  void subtract(int pixel, float flux) {
    int centreX = pixel % width();
    int centreY = pixel / width();
    int shiftY = height() / 2 - centreY;
    int from = Math.max(0, -shiftY);
    int to = Math.min(height(), height() - shiftY);
    int shiftX = width() / 2 - centreX;
    int left = Math.max(0, -shiftX);
    int right = Math.min(width(), width() - shiftX);
    int shift = shiftY * width() + shiftX;
    forRows(
        from,
        to,
        y -> {
          int row = y * width();
          kernel.multiplyAdd(residual, row + left, psf, row + left + shift, right - left, -flux);
          rowPeaks[y] = rowPeak(y);
        });
  }

  private float rowPeak(int y) {
    return kernel.rowPeak(residual, y, mask, negative);
  }

  /** The loops, for one thread. */
  CleanKernel newKernel() {
    return CleanKernel.of(simd);
  }

  private void forRows(int from, int to, java.util.function.IntConsumer row) {
    int pixels = (to - from) * width();
    int strips = pixels < WORTH_THREADS ? 1 : workers.threads();
    workers.forEach(
        strips,
        strip -> {
          int end = from + (int) ((long) (to - from) * (strip + 1) / strips);
          for (int y = from + (int) ((long) (to - from) * strip / strips); y < end; y++) {
            row.accept(y);
          }
        });
  }

  /** Brings the image up to date with components, those of a pixel given once, in bulk. */
  void subtractAll(CleanComponents components) {
    PsfSubtraction.subtract(residual, psf, geometry, components, kernel, workers);
    refresh();
  }

  /** Row peaks, for a search among bright rows only. */
  float rowPeakOf(int y) {
    return rowPeaks[y];
  }

  float[] residual() {
    return residual;
  }

  float[] psf() {
    return psf;
  }

  CleanMask mask() {
    return mask;
  }

  boolean negative() {
    return negative;
  }

  int width() {
    return geometry.width();
  }

  int height() {
    return geometry.height();
  }

  @Override
  public String toString() {
    return "CleanImage" + Arrays.asList(geometry, mask);
  }
}
