package dev.fringe.imaging.gridding;

/**
 * What a plan costs. The constants were measured on one 3 GHz core with 512-bit vectors (see the
 * gridding table of the benchmarks); only their ratios matter for a choice.
 */
final class CostModel {

  /** Per sample whatever the kernel: packing and kernel values. */
  private static final double SAMPLE_SECONDS = 45e-9;

  /** Per sample and image for each vector of eight cells under the kernel. */
  private static final double CELL_ROW_SECONDS = 0.6e-9;

  /** Per cell and doubling of the grid, for the two passes of a transform. */
  private static final double FFT_SECONDS = 0.35e-9;

  /** Per pixel and plane: the screen. */
  private static final double SCREEN_SECONDS = 1e-9;

  /** Per pixel and tap along one axis, where the image follows from fewer pixels. */
  private static final double FINER_PIXEL_SECONDS = 0.06e-9;

  /** What turning strips about costs, and the kernel's correction, in taps. */
  private static final int TURNING_PIXELS = 60;

  /** Share of a grid whose tiles are taken to hold samples near one value of w. */
  private static final double OCCUPIED = 0.5;

  private final GriddingPlan plan;

  CostModel(GriddingPlan plan) {
    this.plan = plan;
  }

  double seconds(long samples, int planes, int rightHandSides) {
    return samples * sampleSeconds(rightHandSides)
        + planes * planeSeconds(rightHandSides)
        + rightHandSides * finerPixelSeconds();
  }

  private double scale() {
    return plan.precision() == Precision.SINGLE ? 1 : 2;
  }

  double sampleSeconds(int rightHandSides) {
    int w = plan.kernel().support();
    double vectors = (double) w * plan.planeSupport() * ((w + 7) / 8) * scale();
    return SAMPLE_SECONDS + rightHandSides * vectors * CELL_ROW_SECONDS;
  }

  double planeSeconds(int rightHandSides) {
    double cells = (double) plan.gridU() * plan.gridV();
    double columns = (double) plan.pixels().geometry().width() * plan.gridV();
    double fft =
        FFT_SECONDS * 0.5 * (cells * log2(plan.gridU()) * 0.8 + columns * log2(plan.gridV()));
    return rightHandSides
        * scale()
        * (fft + (plan.flat() ? 0.3 : 1) * SCREEN_SECONDS * plan.pixels().geometry().pixels());
  }

  long memoryBytes() {
    return fixedBytes() + plan.planesAtOnce() * planeBytes();
  }

  /** Memory for one more plane at the same time. */
  long planeBytes() {
    double cells = OCCUPIED * plan.gridU() * plan.gridV();
    return (long) (cells * 2 * plan.precision().bytes() * plan.rightHandSides());
  }

  /** Row-transformed plane, image sums and the table of h. */
  long fixedBytes() {
    long pixels = plan.pixels().geometry().pixels();
    long bytes = plan.precision().bytes();
    return 2L * plan.pixels().geometry().width() * plan.gridV() * bytes
        + plan.rightHandSides() * pixels * bytes
        + (plan.flat() ? 0 : Double.BYTES * pixels)
        + (plan.pixels().areTheImages() ? 0 : finerPixelBytes());
  }

  /** The sums behind the kernel's correction, and an image of which one axis is done. */
  private long finerPixelBytes() {
    long width = plan.pixels().geometry().width();
    return plan.precision().bytes()
        * width
        * (plan.rightHandSides() * plan.pixels().geometry().height() + plan.geometry().height());
  }

  /** What follows once for each image when all planes are summed. */
  private double finerPixelSeconds() {
    PlanePixels pixels = plan.pixels();
    if (pixels.areTheImages()) {
      return 0;
    }
    double alongM = (double) plan.geometry().height() * pixels.geometry().width();
    return scale()
        * FINER_PIXEL_SECONDS
        * (alongM * pixels.alongM().taps()
            + (double) plan.geometry().pixels() * (pixels.alongL().taps() + TURNING_PIXELS));
  }

  private static double log2(int n) {
    return Math.log(n) / Math.log(2);
  }
}
