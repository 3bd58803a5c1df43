package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Grids and degrids packed samples. Images are in the order of {@link
 * dev.fringe.imaging.ImageGeometry}. A gridder may be used by one caller at a time; it shares its
 * work over the workers.
 *
 * <p>W bins are visited in growing order, each sample once, with all planes under its kernel at
 * hand; a plane that no later bin touches is transformed and let go.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
public final class FloatGridder {

  private final GriddingPlan plan;
  private final Workers workers;
  private final GriddingProgress progress;
  private final FloatTileKernel kernel;
  private final FloatPixelPhases phases;
  private final FloatPlaneTransform transform;
  private final FloatPlane.Pool pool;
  private final Optional<FloatFinerImage> finer;
  private long griddingNanos;
  private long finerNanos;

  public FloatGridder(GriddingPlan plan, Workers workers) {
    this(plan, workers, GriddingProgress.NONE);
  }

  public FloatGridder(GriddingPlan plan, Workers workers, GriddingProgress progress) {
    this(plan, workers, progress, Simd.best());
  }

  /** As the others, with the kernels carried out in the given form. */
  public FloatGridder(GriddingPlan plan, Workers workers, GriddingProgress progress, Simd simd) {
    this.plan = plan;
    this.workers = workers;
    this.progress = progress;
    this.kernel = FloatTileKernel.of(plan, simd);
    this.phases = new FloatPixelPhases(plan, workers);
    this.transform = new FloatPlaneTransform(plan, workers, phases, simd);
    this.pool = new FloatPlane.Pool(plan);
    this.finer =
        plan.pixels().areTheImages()
            ? Optional.empty()
            : Optional.of(new FloatFinerImage(plan.pixels(), workers, simd));
  }

  public GriddingPlan plan() {
    return plan;
  }

  /** Where the time went, over all passes so far. */
  public GriddingTimes times() {
    return new GriddingTimes(
        griddingNanos * 1e-9,
        transform.transformSeconds(),
        transform.screenSeconds(),
        finerNanos * 1e-9);
  }

  /**
   * Adds {@code Σ weight · Re[V exp(-2πi (u l + v m + w (n - 1)))]} over all samples to images; not
   * divided by the sum of weights, nor by n.
   *
   * @param parts samples packed for this plan or a slab of it
   * @param withPsf whether the dirty image of a source of 1 Jy at the image centre is made too
   * @param sums one image for each polarisation, and behind them one for the PSF if it is made
   * @throws IllegalArgumentException if the numbers of polarisations and images do not fit
   */
  public void grid(List<? extends PackedFloatSamples> parts, boolean withPsf, float[][] sums) {
    int polarisations = sums.length - (withPsf ? 1 : 0);
    checkImages(parts, polarisations, sums);
    float[][] raw = new float[sums.length][transform.imageBlocks().length()];
    SampleIndex index = new SampleIndex(plan, parts);
    FloatSpreading spreading =
        new FloatSpreading(plan, workers, kernel, parts, index, polarisations, withPsf);
    FloatPlaneStore store = new FloatPlaneStore(pool, sums.length);
    Passes passes = new Passes(plan, index, progress);
    passes.run(
        new Passes.Steps() {
          @Override
          public void visit(int bin, int firstPlane, int from, int to) {
            long start = System.nanoTime();
            spreading.spread(bin, firstPlane, from, to, store);
            griddingNanos += System.nanoTime() - start;
          }

          @Override
          public void complete(int plane, boolean withOpposite) {
            for (int image = 0; image < sums.length; image++) {
              FloatPlane here = store.take(plane, image);
              FloatPlane there = withOpposite ? store.take(-plane, image) : new FloatPlane(pool);
              transform.toImage(plane, here, there, raw[image]);
              here.release();
              there.release();
            }
          }
        });
    if (finer.isEmpty()) {
      addCorrected(raw, sums);
      return;
    }
    long start = System.nanoTime();
    float[][] coarse = new float[sums.length][plan.pixels().geometry().pixels()];
    addCorrected(raw, coarse);
    for (int image = 0; image < sums.length; image++) {
      finer.get().addTo(sums[image], coarse[image]);
    }
    finerNanos += System.nanoTime() - start;
  }

  /** Adds what planes summed up to, freed of the kernel, to images of the planes' pixels. */
  private void addCorrected(float[][] raw, float[][] sums) {
    ColumnBlocks blocks = transform.imageBlocks();
    phases.corrections(
        workers,
        (y, factors) -> {
          for (int image = 0; image < sums.length; image++) {
            int at = y * factors.length;
            for (int x = 0; x < factors.length; x++) {
              sums[image][at + x] += raw[image][blocks.index(x, y)] * (float) factors[x];
            }
          }
        });
  }

  /** Models at the planes' pixels, in the order of planes, multiplied by the correction. */
  private float[][] corrected(float[][] model) {
    long start = System.nanoTime();
    ColumnBlocks blocks = transform.imageBlocks();
    float[][] pixels = new float[model.length][];
    for (int image = 0; image < model.length; image++) {
      pixels[image] = finer.isEmpty() ? model[image] : finer.get().adjoint(model[image]);
    }
    float[][] corrected = new float[model.length][blocks.length()];
    phases.corrections(
        workers,
        (y, factors) -> {
          for (int image = 0; image < model.length; image++) {
            int at = y * factors.length;
            for (int x = 0; x < factors.length; x++) {
              corrected[image][blocks.index(x, y)] = pixels[image][at + x] * (float) factors[x];
            }
          }
        });
    finerNanos += System.nanoTime() - start;
    return corrected;
  }

  /**
   * The visibilities of a model, in the packed samples' own phase.
   *
   * @param parts samples packed for this plan or a slab of it; only their coordinates are read
   * @param model one image for each polarisation: Jy per pixel
   */
  public List<FloatVisibilities> degrid(List<? extends PackedFloatSamples> parts, float[][] model) {
    checkImages(parts, parts.isEmpty() ? model.length : parts.getFirst().polarisations(), model);
    float[][] corrected = corrected(model);
    SampleIndex index = new SampleIndex(plan, parts);
    List<FloatVisibilities> result = new ArrayList<>();
    for (PackedFloatSamples part : parts) {
      result.add(FloatVisibilities.zero(model.length, part.samples()));
    }
    FloatCollecting collecting = new FloatCollecting(plan, workers, kernel, parts, index, result);
    FloatPlaneStore store = new FloatPlaneStore(pool, model.length);
    new Passes(plan, index, progress)
        .runBackwards(
            new Passes.Steps() {
              @Override
              public void visit(int bin, int firstPlane, int from, int to) {
                long start = System.nanoTime();
                collecting.collect(bin, firstPlane, from, to, store);
                griddingNanos += System.nanoTime() - start;
              }

              @Override
              public void complete(int plane, boolean withOpposite) {
                for (int image = 0; image < model.length; image++) {
                  FloatPlane here = store.put(plane, image, index.touchedBy(plane));
                  FloatPlane there =
                      withOpposite
                          ? store.put(-plane, image, index.touchedBy(-plane))
                          : new FloatPlane(pool);
                  transform.fromImage(plane, corrected[image], here, there);
                }
              }

              @Override
              public void forget(int plane) {
                for (int image = 0; image < model.length; image++) {
                  store.take(plane, image).release();
                }
              }
            });
    return result;
  }

  /**
   * The samples with the visibilities of a model taken away; all other columns are shared with the
   * parts given.
   */
  public List<PackedFloatSamples> subtract(
      List<? extends PackedFloatSamples> parts, float[][] model) {
    List<FloatVisibilities> predicted = degrid(parts, model);
    workers.forEach(
        parts.size(), part -> FloatResiduals.subtractFrom(parts.get(part), predicted.get(part)));
    List<PackedFloatSamples> residuals = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      residuals.add(predicted.get(part).replacing(parts.get(part)));
    }
    return residuals;
  }

  private void checkImages(
      List<? extends PackedFloatSamples> parts, int polarisations, float[][] images) {
    for (PackedFloatSamples part : parts) {
      if (part.polarisations() != polarisations) {
        throw new IllegalArgumentException(
            "samples of "
                + part.polarisations()
                + " polarisations need as many images, but there are "
                + polarisations);
      }
    }
    for (float[] image : images) {
      if (image.length != plan.geometry().pixels()) {
        throw new IllegalArgumentException(
            "an image of "
                + image.length
                + " pixels, but the plan's has "
                + plan.geometry().pixels());
      }
    }
  }
}
