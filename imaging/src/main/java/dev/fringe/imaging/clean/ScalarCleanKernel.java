package dev.fringe.imaging.clean;

/** Plain loops: the reference. */
final class ScalarCleanKernel extends CleanKernel {

  @Override
  void multiplyAdd(float[] to, int toStart, float[] from, int fromStart, int length, float factor) {
    for (int i = 0; i < length; i++) {
      to[toStart + i] += factor * from[fromStart + i];
    }
  }

  @Override
  float rowPeak(float[] image, int y, CleanMask mask, boolean negative) {
    float peak = 0;
    for (int x = 0; x < mask.width(); x++) {
      if (mask.contains(x, y)) {
        peak = Math.max(peak, height(image[y * mask.width() + x], negative));
      }
    }
    return peak;
  }

  @Override
  float peak(float[] values, int start, int length, boolean negative) {
    float peak = 0;
    for (int i = start; i < start + length; i++) {
      peak = Math.max(peak, height(values[i], negative));
    }
    return peak;
  }

  private static float height(float value, boolean negative) {
    return negative ? Math.abs(value) : value;
  }

  @Override
  void subtract(
      float[] values,
      int[] pixel,
      int[] column,
      int start,
      int length,
      Window window,
      float flux,
      float[] psf) {
    for (int i = start; i < start + length; i++) {
      if (pixel[i] >= window.from()
          && pixel[i] < window.to()
          && column[i] >= window.left()
          && column[i] <= window.right()) {
        values[i] -= flux * psf[pixel[i] + window.shift()];
      }
    }
  }
}
