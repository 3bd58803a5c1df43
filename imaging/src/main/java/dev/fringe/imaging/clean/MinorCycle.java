package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One minor cycle of a clean: the part between two computations of the residual from the
 * visibilities (Schwab 1984; Schwab and Cotton 1983).
 *
 * <p>It ends at the first of: the threshold; the depth that the major gain allows, (1 - majorGain)
 * times the peak at the start; the level of the automatic mask; the last iteration; divergence.
 *
 * <p>The PSF has the size of the image, with its peak of 1 at pixel (width / 2, height / 2);
 * further from a component than it reaches, it is taken to be 0, which the next major cycle puts
 * right.
 */
public final class MinorCycle {

  private static final Logger LOG = LoggerFactory.getLogger(MinorCycle.class);

  /** A peak that has grown by this factor is on its way to infinity, not to a better model. */
  private static final double DIVERGENCE = 2;

  /** The noise has settled if a pass lowers it by less than this factor. */
  private static final double SETTLED = 0.9;

  private final CleanParameters parameters;
  private final CleanState state;
  private final Workers workers;
  private final CleanMask area;
  private final CleanComponents components = new CleanComponents();
  private CleanImage image;
  private double noise;
  private boolean masking;

  private MinorCycle(
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanParameters parameters,
      CleanState state,
      Workers workers,
      Simd simd) {
    this.parameters = parameters;
    this.state = state;
    this.workers = workers;
    this.area =
        state
            .area()
            .and(CleanMask.inside(geometry.width(), geometry.height(), parameters.borderPixels()));
    this.noise = RobustNoise.of(residual, workers).noise();
    this.masking = !parameters.autoMask().isNone() && !state.withinFound();
    this.image =
        new CleanImage(
            residual,
            psf,
            geometry,
            state.withinFound() ? area.and(state.found()) : area,
            parameters.negativeComponents(),
            workers,
            simd);
  }

  /**
   * Finds components, and subtracts them from the residual in place.
   *
   * @param residual in Jy / beam; overwritten by what is left, as far as the PSF alone can tell
   * @param psf of the same geometry
   * @throws IllegalArgumentException if sizes do not fit, or the residual or the PSF holds values
   *     that are not finite, or the PSF's peak is not 1 at its centre
   */
  public static MinorCycleResult run(
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanParameters parameters,
      CleanState state,
      Workers workers) {
    return run(residual, psf, geometry, parameters, state, workers, Simd.best());
  }

  /** {@link #run} with loops of one's choice. */
  static MinorCycleResult run(
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanParameters parameters,
      CleanState state,
      Workers workers,
      Simd simd) {
    check(residual, psf, geometry, state);
    return new MinorCycle(residual, psf, geometry, parameters, state, workers, simd).run();
  }

  private MinorCycleResult run() {
    double start = image.peak();
    if (masking && start <= level() && state.found().count() > 0) {
      masking = false;
      image = image.within(area.and(state.found()));
      start = image.peak();
    }
    double allowed = (1 - parameters.majorGain()) * start;
    boolean grown = state.majorCycles() > 0 && start > DIVERGENCE * state.lastPeakJy();
    StopReason reason =
        grown && parameters.stopOnDivergence() ? StopReason.DIVERGED : descend(start, allowed);
    double end = image.peak();
    LOG.info(
        "minor cycle {}: {} components of {} Jy, peak {} -> {} Jy, noise {} Jy: {}",
        state.majorCycles() + 1,
        components.size(),
        (float) components.totalJy(),
        (float) start,
        (float) end,
        (float) noise,
        reason);
    return new MinorCycleResult(
        components,
        components.size(),
        start,
        end,
        Math.max(level(), allowed),
        noise,
        reason,
        next(start, reason));
  }

  /**
   * Cleans to the level wanted. While sources' sidelobes are the larger part of what was taken for
   * noise, the level in sigmas sinks as the image gets cleaner.
   */
  private StopReason descend(double start, double allowed) {
    if (!(start > 0)) {
      return StopReason.NO_PIXELS;
    }
    int budget = (int) Math.min(Integer.MAX_VALUE, parameters.iterations() - state.iterations());
    double giveUp = parameters.stopOnDivergence() ? DIVERGENCE * start : Double.POSITIVE_INFINITY;
    double peak = start;
    while (peak > Math.max(level(), allowed) && components.size() < budget) {
      double depth = Math.max(level(), allowed);
      CleanLoop.Limits limits =
          new CleanLoop.Limits((float) parameters.gain(), depth, budget, giveUp);
      peak = CleanLoop.of(parameters.algorithm()).run(image, limits, components);
      if (peak > giveUp) {
        return StopReason.DIVERGED;
      }
      double before = noise;
      noise = RobustNoise.of(image.residual(), workers).noise();
      if (noise > SETTLED * before) {
        break;
      }
    }
    return reason(peak, budget);
  }

  private StopReason reason(double peak, int budget) {
    // What is within the last change of the noise is as good as reached.
    double reached = level() / SETTLED;
    if (peak > reached) {
      return components.size() >= budget ? StopReason.ITERATIONS : StopReason.MAJOR_CYCLE_DEPTH;
    }
    boolean deeper = masking && level() > parameters.threshold().level(noise);
    return deeper && (components.size() > 0 || state.found().count() > 0)
        ? StopReason.AUTO_MASK_COMPLETE
        : StopReason.THRESHOLD;
  }

  /** Down to where this cycle may go, but for the major gain. */
  private double level() {
    double threshold = parameters.threshold().level(noise);
    return masking ? Math.max(threshold, parameters.autoMask().level(noise)) : threshold;
  }

  private CleanState next(double start, StopReason reason) {
    boolean autoMask = !parameters.autoMask().isNone();
    return new CleanState(
        state.majorCycles() + 1,
        state.iterations() + components.size(),
        state.majorCycles() == 0 ? start : state.startPeakJy(),
        start,
        noise,
        state.area(),
        autoMask ? state.found().with(components) : state.found(),
        autoMask && (!masking || reason == StopReason.AUTO_MASK_COMPLETE),
        reason);
  }

  private static void check(
      float[] residual, float[] psf, ImageGeometry geometry, CleanState state) {
    if (residual.length != geometry.pixels()
        || psf.length != geometry.pixels()
        || state.area().width() != geometry.width()
        || state.area().height() != geometry.height()) {
      throw new IllegalArgumentException(
          "a residual of "
              + residual.length
              + " pixels, a PSF of "
              + psf.length
              + " and "
              + state.area()
              + " do not all fit an image of "
              + geometry.width()
              + " x "
              + geometry.height());
    }
    float centre = psf[geometry.height() / 2 * geometry.width() + geometry.width() / 2];
    if (!(Math.abs(centre - 1) < 0.02)) {
      throw new IllegalArgumentException(
          "the PSF is " + centre + " at its centre, but must be 1 there");
    }
    checkFinite("residual", residual);
    checkFinite("PSF", psf);
  }

  private static void checkFinite(String name, float[] image) {
    float sum = 0;
    for (float pixel : image) {
      sum += pixel * 0;
    }
    if (sum != 0) {
      throw new IllegalArgumentException("the " + name + " holds values that are not finite");
    }
  }
}
