package dev.fringe.imaging.clean;

/** Finds the level above which only so many pixels of an image lie. */
final class BrightLevel {

  private static final int BINS = 4096;

  private BrightLevel() {}

  /**
   * The lowest level, not below {@code floor}, with at most {@code wanted} pixels of the mask above
   * it; always below the peak, so that there is something to do.
   */
  static float of(CleanImage image, float floor, int wanted) {
    float peak = image.peak();
    float step = (peak - floor) / BINS;
    if (!(step > 0)) {
      return floor;
    }
    int[] histogram = new int[BINS];
    int width = image.width();
    for (int y = 0; y < image.height(); y++) {
      if (image.rowPeakOf(y) <= floor) {
        continue;
      }
      for (int x = 0; x < width; x++) {
        float height = image.height(image.residual()[y * width + x]);
        if (height > floor && image.mask().contains(x, y)) {
          histogram[Math.min(BINS - 1, (int) ((height - floor) / step))]++;
        }
      }
    }
    long above = 0;
    for (int bin = BINS - 1; bin > 0; bin--) {
      above += histogram[bin];
      if (above > wanted) {
        return floor + Math.min(bin + 1, BINS - 1) * step;
      }
    }
    return floor;
  }
}
