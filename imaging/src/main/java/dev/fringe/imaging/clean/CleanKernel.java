package dev.fringe.imaging.clean;

import dev.fringe.imaging.simd.Simd;

/** The loops over pixels of a clean. Both forms find the same peaks and agree to rounding. */
abstract class CleanKernel {

  static CleanKernel of(Simd simd) {
    return switch (simd) {
      case SCALAR -> new ScalarCleanKernel();
      case VECTOR -> new VectorCleanKernel();
    };
  }

  /** {@code to[toStart + i] += factor * from[fromStart + i]} for {@code length} pixels. */
  abstract void multiplyAdd(
      float[] to, int toStart, float[] from, int fromStart, int length, float factor);

  /**
   * Height of the highest pixel of row {@code y} that is in the mask; 0 if none is above.
   *
   * @param negative whether the absolute value counts
   */
  abstract float rowPeak(float[] image, int y, CleanMask mask, boolean negative);

  /**
   * Height of the highest of {@code length} values from {@code start} on; 0 if none is above.
   *
   * @param length a multiple of 64
   */
  abstract float peak(float[] values, int start, int length, boolean negative);

  /**
   * Where a patch of the PSF lies in an image.
   *
   * @param from first pixel of its rows, {@code y * width}
   * @param to pixel at which its rows end
   * @param left its first column
   * @param right its last column
   * @param shift from a pixel to its place in the PSF
   */
  record Window(int from, int to, int left, int right, int shift) {}

  /**
   * Subtracts {@code flux * psf[pixel + shift]} from the values of those pixels that are in a
   * window.
   *
   * @param pixel place of each value in the image
   * @param column of each pixel
   * @param length a multiple of 64
   */
  abstract void subtract(
      float[] values,
      int[] pixel,
      int[] column,
      int start,
      int length,
      Window window,
      float flux,
      float[] psf);
}
