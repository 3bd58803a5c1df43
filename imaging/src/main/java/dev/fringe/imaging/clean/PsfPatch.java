package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;

/**
 * The central part of a PSF that the inner loop of Clark's algorithm uses, and the highest sidelobe
 * that it leaves out.
 *
 * @param centre the PSF's own centre, {@code y * width + x}
 * @param west pixels to the left of the centre; likewise east, south (lower rows) and north
 * @param outside highest absolute value of the PSF outside the patch
 */
record PsfPatch(int centre, int west, int east, int south, int north, float outside) {

  /** A sidelobe this high may be left to the bulk subtraction. */
  private static final float NEGLIGIBLE = 0.01f;

  private static final int SMALLEST = 32;

  /** The smallest patch outside of which there are only negligible sidelobes. */
  static PsfPatch of(float[] psf, ImageGeometry geometry) {
    int width = geometry.width();
    int height = geometry.height();
    float[] beyond = ringPeaks(psf, width, height);
    for (int r = beyond.length - 2; r >= 0; r--) {
      beyond[r] = Math.max(beyond[r], beyond[r + 1]);
    }
    int centre = height / 2 * width + width / 2;
    for (int half = SMALLEST; half < Math.min(width, height) / 2; half *= 2) {
      if (beyond[half + 1] <= NEGLIGIBLE) {
        return new PsfPatch(centre, half, half, half, half, beyond[half + 1]);
      }
    }
    // A pixel to the west of a component lies to the west of the PSF's centre by as much.
    return new PsfPatch(centre, width / 2, (width - 1) / 2, height / 2, (height - 1) / 2, 0);
  }

  /** Highest absolute value on each square ring around the centre. */
  private static float[] ringPeaks(float[] psf, int width, int height) {
    float[] peaks = new float[Math.max(width, height) / 2 + 2];
    for (int y = 0; y < height; y++) {
      int dy = Math.abs(y - height / 2);
      for (int x = 0; x < width; x++) {
        int ring = Math.max(dy, Math.abs(x - width / 2));
        peaks[ring] = Math.max(peaks[ring], Math.abs(psf[y * width + x]));
      }
    }
    return peaks;
  }
}
