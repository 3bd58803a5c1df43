package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import java.io.Serializable;
import java.util.Locale;

/**
 * What was decided about gridding an image: kernel, grid, w planes, tiles. Immutable; the same
 * arguments give the same plan, so that workers far apart agree.
 *
 * <p>Coordinates. About the image centre (l0, m0) the phase of a sample is, in turns, {@code u l0 +
 * v m0 + w (n0 - 1) + u' δl + v' δm + w h(δl, δm)} with {@code u' = u + shearU w}, {@code v' = v +
 * shearV w}: the linear part of n is moved into u' and v', which leaves the w term of an image off
 * the phase centre as small as that of one on it. u' and v' become grid cells modulo the grid, and
 * w becomes planes at multiples of {@code planeDistanceLambda}.
 *
 * @param geometry the image
 * @param pixels the pixels at which planes are transformed
 * @param epsilon promised relative l2 error against the direct transform
 * @param precision the arithmetic
 * @param kernel the kernel, the same in u, v and w
 * @param gridU cells of the grid along u; 2^a·3^b·5^c
 * @param gridV cells along v
 * @param tileU columns of a tile; divides gridU
 * @param tileV rows of a tile; divides gridV
 * @param flat whether w does not matter: one plane, no kernel along w
 * @param planeDistanceLambda distance of w planes in wavelengths
 * @param shearU du'/dw
 * @param shearV dv'/dw
 * @param shift the h in the middle of its range over the image
 * @param wholeFromLambda least |w| of the whole plan
 * @param wholeToLambda |w| of the whole plan ends before
 * @param fromLambda least |w| of this slab
 * @param toLambda |w| of this slab ends before
 * @param planesAtOnce planes that are held at the same time, at least 1; fewer than the support
 *     when the memory does not allow more
 * @param samples number of samples for which the plan was chosen
 * @param rightHandSides number of images gridded in one pass
 */
public record GriddingPlan(
    ImageGeometry geometry,
    PlanePixels pixels,
    double epsilon,
    Precision precision,
    KernelShape kernel,
    int gridU,
    int gridV,
    int tileU,
    int tileV,
    boolean flat,
    double planeDistanceLambda,
    double shearU,
    double shearV,
    double shift,
    double wholeFromLambda,
    double wholeToLambda,
    double fromLambda,
    double toLambda,
    int planesAtOnce,
    long samples,
    int rightHandSides)
    implements Serializable {

  public GriddingPlan {
    if (!(fromLambda < toLambda)) {
      throw new IllegalArgumentException(
          "a slab from |w| = " + fromLambda + " to " + toLambda + " wavelengths is empty");
    }
  }

  /**
   * Chooses the cheapest plan that keeps the accuracy.
   *
   * @param geometry the image
   * @param epsilon relative l2 error against the direct transform, from 1e-12 to 0.1
   * @param wMinLambda least |w| of the samples in wavelengths
   * @param wMaxLambda largest |w|
   * @param samples number of samples
   * @param rightHandSides number of images gridded in one pass: polarisations, and 1 for the PSF
   * @param memoryBytes what gridding may take beyond the samples themselves; a plan that needs more
   *     in any form is chosen all the same, as small as can be
   * @throws IllegalArgumentException if an argument is out of range, or no grid of an int's range
   *     holds the image
   */
  public static GriddingPlan choose(
      ImageGeometry geometry,
      double epsilon,
      double wMinLambda,
      double wMaxLambda,
      long samples,
      int rightHandSides,
      long memoryBytes) {
    return choose(
        geometry,
        epsilon,
        wMinLambda,
        wMaxLambda,
        UvwReach.unknown(),
        samples,
        rightHandSides,
        memoryBytes);
  }

  /**
   * As the other; where pixels are much finer than the samples' reach asks for, planes may be
   * transformed at fewer.
   *
   * @param reach of the samples; nothing in the image is as promised if one reaches farther
   */
  public static GriddingPlan choose(
      ImageGeometry geometry,
      double epsilon,
      double wMinLambda,
      double wMaxLambda,
      UvwReach reach,
      long samples,
      int rightHandSides,
      long memoryBytes) {
    return new PlanChooser(
            geometry, epsilon, wMinLambda, wMaxLambda, reach, samples, rightHandSides, memoryBytes)
        .choose();
  }

  /** The plan for the samples of |w| in [fromLambda, toLambda): same kernel, grid and buckets. */
  public GriddingPlan forSlab(double fromLambda, double toLambda) {
    return new GriddingPlan(
        geometry,
        pixels,
        epsilon,
        precision,
        kernel,
        gridU,
        gridV,
        tileU,
        tileV,
        flat,
        planeDistanceLambda,
        shearU,
        shearV,
        shift,
        wholeFromLambda,
        wholeToLambda,
        Math.max(fromLambda, wholeFromLambda),
        Math.min(toLambda, wholeToLambda),
        planesAtOnce,
        samples,
        rightHandSides);
  }

  /** u' cells per wavelength; negative because columns grow to the west. */
  double cellsPerLambdaU() {
    return -pixels.geometry().cellLRadians() * gridU;
  }

  double cellsPerLambdaV() {
    return pixels.geometry().cellMRadians() * gridV;
  }

  int tileColumns() {
    return gridU / tileU;
  }

  int tileRows() {
    return gridV / tileV;
  }

  int tiles() {
    return tileRows() * tileColumns();
  }

  /** Planes under the kernel of one sample. */
  int planeSupport() {
    return flat ? 1 : kernel.support();
  }

  /** First plane of a sample with this |w|; planes lie at multiples of the plane distance. */
  int firstPlaneOf(double wLambda) {
    return flat ? 0 : (int) Math.ceil(wLambda / planeDistanceLambda - 0.5 * kernel.support());
  }

  /** First plane of the first bin of the whole plan: bins are counted from here. */
  int originPlane() {
    return firstPlaneOf(wholeFromLambda);
  }

  /** First bin of this slab. */
  int firstBin() {
    return firstPlaneOf(fromLambda) - originPlane();
  }

  /** Last bin of this slab. */
  int lastBin() {
    return firstPlaneOf(toLambda) - originPlane();
  }

  /** Number of w planes of this slab. */
  public int planes() {
    return lastBin() - firstBin() + planeSupport();
  }

  KernelPolynomial polynomial() {
    return KernelPolynomial.of(kernel, 0.15 * epsilon);
  }

  /** How pixels depend on w: h of {@link GriddingPlan}, between -1 and 1. */
  double h(double l, double m) {
    double dl = l - geometry.centreL();
    double dm = m - geometry.centreM();
    return ImageGeometry.nMinusOne(l, m) - centreNMinusOne() - shearU * dl - shearV * dm;
  }

  double centreNMinusOne() {
    return ImageGeometry.nMinusOne(geometry.centreL(), geometry.centreM());
  }

  /** Memory that gridding takes beyond the samples, in bytes; an upper estimate. */
  public long memoryBytes() {
    return new CostModel(this).memoryBytes();
  }

  /** Seconds that one pass over all samples should take on one thread of a recent machine. */
  public double estimatedSeconds() {
    return estimatedSeconds(samples, planes(), rightHandSides);
  }

  /** As {@link #estimatedSeconds()}, for other numbers of samples, planes and images. */
  public double estimatedSeconds(long samples, int planes, int rightHandSides) {
    return new CostModel(this).seconds(samples, planes, rightHandSides);
  }

  /** One line that tells what was decided, for logs and bug reports. */
  public String describe() {
    String w =
        flat
            ? "flat (w does not matter)"
            : String.format(
                Locale.ROOT,
                "%d w planes %.4g wavelengths apart for |w| %.4g to %.4g",
                planes(),
                planeDistanceLambda,
                fromLambda,
                toLambda);
    String fewer =
        pixels.areTheImages()
            ? ""
            : String.format(
                Locale.ROOT,
                " by %d x %d (%d taps)",
                pixels.geometry().width(),
                pixels.geometry().height(),
                Math.max(pixels.alongL().taps(), pixels.alongM().taps()));
    return String.format(
        Locale.ROOT,
        "%d x %d pixels%s within %.1e in %s precision: support %d, oversampling %.3f x %.3f, grid"
            + " %d x %d, %s, %d planes at once; about %.1f s for %d samples and %d images on one"
            + " thread, %d MB",
        geometry.width(),
        geometry.height(),
        fewer,
        epsilon,
        precision.name().toLowerCase(Locale.ROOT),
        kernel.support(),
        (double) gridU / pixels.geometry().width(),
        (double) gridV / pixels.geometry().height(),
        gridU,
        gridV,
        w,
        planesAtOnce,
        estimatedSeconds(),
        samples,
        rightHandSides,
        memoryBytes() >> 20);
  }
}
