package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import java.util.List;

/**
 * Grids and degrids packed samples in the precision of the plan, with {@code float} images in and
 * out whatever it is. Images are in the order of {@link dev.fringe.imaging.ImageGeometry}.
 */
public sealed interface Gridder permits SingleGridder, WideGridder {

  /** A gridder of the plan's precision. It may be used by one caller at a time. */
  static Gridder of(GriddingPlan plan, Workers workers) {
    return of(plan, workers, GriddingProgress.NONE);
  }

  /** As {@link #of(GriddingPlan, Workers)}; tells {@code progress} how far it has come. */
  static Gridder of(GriddingPlan plan, Workers workers, GriddingProgress progress) {
    return switch (plan.precision()) {
      case SINGLE -> new SingleGridder(plan, workers, progress);
      case DOUBLE -> new WideGridder(plan, workers, progress);
    };
  }

  GriddingPlan plan();

  /**
   * Adds {@code Σ weight · Re[V exp(-2πi (u l + v m + w (n - 1)))]} over all samples to images; not
   * divided by the sum of weights, nor by n.
   *
   * @param parts samples packed for this plan or a slab of it, in its precision
   * @param withPsf whether the dirty image of a source of 1 Jy at the image centre is made too
   * @param sums one image for each polarisation, and behind them one for the PSF if it is made
   * @throws IllegalArgumentException if a part has the other precision, or the numbers of
   *     polarisations and images do not fit
   */
  void grid(List<? extends PackedSamples> parts, boolean withPsf, float[][] sums);

  /**
   * The samples with the visibilities of a model taken away; all other columns are shared with the
   * parts given.
   *
   * @param model one image for each polarisation: Jy per pixel
   */
  List<PackedSamples> subtract(List<? extends PackedSamples> parts, float[][] model);

  /** Where the time went. */
  GriddingTimes times();
}
