package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.fft.FastSizes;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Weighs every support against the grid that it needs. */
final class PlanChooser {

  /**
   * Errors of the dimensions add in quadrature. They are those at the edge of the image, about
   * twice their mean, so that there is room for rounding and polynomials.
   */
  private static final double SHARE_OF_KERNELS = 0.95;

  /** Rounding over the whole image, likewise in quadrature. */
  private static final double SHARE_OF_ROUNDING = 0.3;

  /** How many times ε rounding may reach in the very corner of an image. */
  private static final double ROUNDING_IN_CORNER = 3;

  /** Share of the error that may come of leaving w out. */
  private static final double SHARE_OF_FLATNESS = 0.3;

  /** Of waves as fine as the samples let them be; nearly all are coarser, and come far better. */
  private static final double SHARE_OF_FINER_PIXELS = 0.2;

  /** A grid may fall short of the kernel's oversampling by this, which costs a few % in error. */
  private static final double GRID_TOLERANCE = 0.993;

  private static final int SMALLEST_GRID = 32;
  private static final int LARGEST_TILE = 32;

  private final ImageGeometry geometry;
  private final double epsilon;
  private final double fromLambda;
  private final double toLambda;
  private final long samples;
  private final int rightHandSides;
  private final long memoryBytes;
  private final double shearU;
  private final double shearV;
  private final UvwReach reach;

  PlanChooser(
      ImageGeometry geometry,
      double epsilon,
      double wMinLambda,
      double wMaxLambda,
      UvwReach reach,
      long samples,
      int rightHandSides,
      long memoryBytes) {
    if (!(epsilon >= 0.99e-12 && epsilon <= 0.1)) {
      throw new IllegalArgumentException(
          "accuracy is " + epsilon + ", but must be from 1e-12 to 0.1");
    }
    if (!(0 <= wMinLambda && wMinLambda <= wMaxLambda && wMaxLambda < 1e12)) {
      throw new IllegalArgumentException(
          "|w| from " + wMinLambda + " to " + wMaxLambda + " wavelengths is not a range");
    }
    if (rightHandSides < 1 || samples < 0) {
      throw new IllegalArgumentException(
          samples + " samples for " + rightHandSides + " images cannot be gridded");
    }
    this.geometry = geometry;
    this.epsilon = epsilon;
    // A little more than the samples need, so that rounding drops none.
    this.fromLambda = wMinLambda * (1 - 1e-6);
    this.toLambda = wMaxLambda * (1 + 1e-6) + 1e-9;
    this.reach = reach;
    this.samples = samples;
    this.rightHandSides = rightHandSides;
    this.memoryBytes = memoryBytes;
    double l0 = geometry.centreL();
    double m0 = geometry.centreM();
    double n0 = ImageGeometry.nMinusOne(l0, m0) + 1;
    this.shearU = -l0 / n0;
    this.shearV = -m0 / n0;
  }

  /** How pixels depend on w: the range of h over an image. */
  private record RangeOfH(double lowest, double highest) {
    double largest() {
      return Math.max(-lowest, highest);
    }
  }

  private RangeOfH rangeOfH(ImageGeometry pixels) {
    double l0 = pixels.centreL();
    double m0 = pixels.centreM();
    double lowest = 0;
    double highest = 0;
    // h is concave and 0, its maximum, at the centre: its minimum is at a corner.
    for (int corner = 0; corner < 4; corner++) {
      double l = pixels.l((corner & 1) == 0 ? -0.5 : pixels.width() - 0.5);
      double m = pixels.m((corner & 2) == 0 ? -0.5 : pixels.height() - 0.5);
      double r2 = Math.min(l * l + m * m, 1);
      double h =
          -r2 / (Math.sqrt(1 - r2) + 1)
              - ImageGeometry.nMinusOne(l0, m0)
              - shearU * (l - l0)
              - shearV * (m - m0);
      lowest = Math.min(lowest, h);
      highest = Math.max(highest, h);
    }
    return new RangeOfH(lowest, highest);
  }

  /** The image's own pixels, and fewer ones from which it can be had. */
  Set<PlanePixels> pixels() {
    Set<PlanePixels> choices = new LinkedHashSet<>();
    choices.add(PlanePixels.of(geometry));
    for (int taps : FinerAxis.TAPS) {
      choices.add(PlanePixels.of(geometry, reach, SHARE_OF_FINER_PIXELS * epsilon, taps));
    }
    return choices;
  }

  GriddingPlan choose() {
    return choose(pixels());
  }

  /** The cheapest plan that transforms planes at one of these choices of pixels. */
  GriddingPlan choose(Set<PlanePixels> choices) {
    GriddingPlan best = null;
    boolean flat =
        2 * Math.PI * toLambda * rangeOfH(geometry).largest() <= SHARE_OF_FLATNESS * epsilon;
    for (int w = KernelShape.SMALLEST_SUPPORT; w <= KernelShape.LARGEST_SUPPORT; w++) {
      Optional<KernelShape> kernel =
          KernelSearch.smallestOversampling(w, shape -> isGoodEnough(shape, flat ? 2 : 3));
      if (kernel.isEmpty()) {
        continue;
      }
      for (PlanePixels pixels : choices) {
        GriddingPlan plan = plan(pixels, kernel.get(), flat);
        if (best == null || better(plan, best)) {
          best = plan;
        }
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("no kernel keeps an accuracy of " + epsilon);
    }
    return best;
  }

  private boolean isGoodEnough(KernelShape shape, int dimensions) {
    double unit = Precision.forAccuracy(epsilon) == Precision.SINGLE ? 6e-8 : 1.1e-16;
    double rounding = unit * Math.pow(shape.amplification(), dimensions);
    double inCorner = unit * Math.pow(shape.edgeAmplification(), dimensions);
    return shape.error() * Math.sqrt(dimensions) <= SHARE_OF_KERNELS * epsilon
        && rounding <= SHARE_OF_ROUNDING * epsilon
        && inCorner <= ROUNDING_IN_CORNER * epsilon;
  }

  private boolean better(GriddingPlan plan, GriddingPlan best) {
    long bytes = plan.memoryBytes();
    long bestBytes = best.memoryBytes();
    if (bytes > memoryBytes || bestBytes > memoryBytes) {
      return bytes < bestBytes;
    }
    return plan.estimatedSeconds() < best.estimatedSeconds();
  }

  private GriddingPlan plan(PlanePixels pixels, KernelShape kernel, boolean flat) {
    int gridU = gridSize(pixels.geometry().width(), kernel);
    int gridV = gridSize(pixels.geometry().height(), kernel);
    RangeOfH h = rangeOfH(pixels.geometry());
    double distance = flat ? 1 : 1 / (kernel.oversampling() * (h.highest() - h.lowest()));
    int planeSupport = flat ? 1 : kernel.support();
    GriddingPlan plan =
        new GriddingPlan(
            geometry,
            pixels,
            epsilon,
            Precision.forAccuracy(epsilon),
            kernel,
            gridU,
            gridV,
            tileSize(gridU, kernel),
            tileSize(gridV, kernel),
            flat,
            distance,
            shearU,
            shearV,
            flat ? 0 : 0.5 * (h.highest() + h.lowest()),
            fromLambda,
            toLambda,
            fromLambda,
            toLambda,
            planeSupport,
            samples,
            rightHandSides);
    Math.multiplyExact(plan.tiles(), plan.planes() + 1);
    CostModel cost = new CostModel(plan);
    long room = (memoryBytes - cost.fixedBytes()) / Math.max(1, cost.planeBytes());
    int atOnce = Math.clamp(room, 1, planeSupport);
    return atOnce == planeSupport ? plan : atOnce(plan, atOnce);
  }

  private static GriddingPlan atOnce(GriddingPlan p, int planesAtOnce) {
    return new GriddingPlan(
        p.geometry(),
        p.pixels(),
        p.epsilon(),
        p.precision(),
        p.kernel(),
        p.gridU(),
        p.gridV(),
        p.tileU(),
        p.tileV(),
        p.flat(),
        p.planeDistanceLambda(),
        p.shearU(),
        p.shearV(),
        p.shift(),
        p.wholeFromLambda(),
        p.wholeToLambda(),
        p.fromLambda(),
        p.toLambda(),
        planesAtOnce,
        p.samples(),
        p.rightHandSides());
  }

  private static int gridSize(int pixels, KernelShape kernel) {
    long least = (long) Math.ceil(pixels * kernel.oversampling() * GRID_TOLERANCE);
    if (least > 1 << 17) {
      throw new IllegalArgumentException(
          "an image of " + pixels + " pixels along one side is too large for one grid");
    }
    int size = FastSizes.evenAtLeast((int) Math.max(least, SMALLEST_GRID));
    while (tileSize(size, kernel) == 0) {
      size = FastSizes.evenAtLeast(size + 1);
    }
    return size;
  }

  /** The divisor of the grid nearest 16 that the kernel does not reach across; 0 if none. */
  private static int tileSize(int grid, KernelShape kernel) {
    int best = 0;
    for (int tile = kernel.support() - 1; tile <= LARGEST_TILE; tile++) {
      boolean nearer = best == 0 || Math.abs(tile - 16) < Math.abs(best - 16);
      if (grid % tile == 0 && grid > tile && nearer) {
        best = tile;
      }
    }
    return best;
  }
}
