package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import java.util.Arrays;

/** Gridding and degridding in one call, for visibilities that are in memory. */
public final class Gridding {

  private Gridding() {}

  /**
   * The dirty image {@code Σ weight · Re[V exp(-2πi (u l + v m + w (n - 1)))]}, not divided by the
   * sum of weights, nor by n.
   *
   * @param block one polarisation; samples of weight 0 are left out
   * @param geometry the image
   * @param epsilon relative l2 error against the direct transform, from 1e-12 to 0.1
   * @param memoryBytes what gridding may take beyond the samples themselves
   * @return one image, as {@link ImageGeometry} orders it
   */
  public static float[] dirty(
      SampleBlock block,
      ImageGeometry geometry,
      double epsilon,
      long memoryBytes,
      Workers workers) {
    GriddingPlan plan = plan(block, geometry, epsilon, memoryBytes);
    float[][] sums = new float[block.polarisations()][geometry.pixels()];
    Gridder.of(plan, workers).grid(SamplePacker.pack(plan, block, workers), false, sums);
    return sums[0];
  }

  /**
   * The visibilities {@code Σ S exp(+2πi (u l + v m + w (n - 1)))} of a model.
   *
   * @param model Jy per pixel, as {@link ImageGeometry} orders them
   * @param block tells where visibilities are wanted: at its samples of weight above 0; its own
   *     visibilities are not used
   * @return the block with the model's visibilities, as its only polarisation; 0 where none are
   *     wanted
   */
  public static SampleBlock degrid(
      float[] model,
      SampleBlock block,
      ImageGeometry geometry,
      double epsilon,
      long memoryBytes,
      Workers workers) {
    GriddingPlan plan = plan(block, geometry, epsilon, memoryBytes);
    float[] re = new float[block.rows() * block.channels()];
    float[] im = new float[re.length];
    SampleBlock places =
        new SampleBlock(
            block.rows(),
            block.frequenciesHz(),
            block.uMetres(),
            block.vMetres(),
            block.wMetres(),
            new float[][] {re},
            new float[][] {im},
            block.weight());
    switch (plan.precision()) {
      case SINGLE -> FloatDegridding.degrid(plan, places, model, workers);
      case DOUBLE -> {
        double[] wide = new double[model.length];
        Arrays.setAll(wide, i -> model[i]);
        DoubleDegridding.degrid(plan, places, wide, workers);
      }
    }
    return places;
  }

  private static GriddingPlan plan(
      SampleBlock block, ImageGeometry geometry, double epsilon, long memoryBytes) {
    WRange range = WRange.of(block);
    return GriddingPlan.choose(
        geometry,
        epsilon,
        range.minLambda(),
        range.maxLambda(),
        UvwReach.of(block),
        (long) block.rows() * block.channels(),
        block.polarisations(),
        memoryBytes);
  }
}
