package dev.fringe.imaging.calibration;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.clean.CleanMask;
import dev.fringe.imaging.clean.CleanParameters;
import dev.fringe.imaging.clean.CleanState;
import dev.fringe.imaging.clean.MinorCycle;
import dev.fringe.imaging.clean.MinorCycleResult;
import dev.fringe.imaging.gridding.Gridder;
import dev.fringe.imaging.gridding.Gridding;
import dev.fringe.imaging.gridding.GriddingPlan;
import dev.fringe.imaging.gridding.PackedSamples;
import dev.fringe.imaging.gridding.SamplePacker;
import dev.fringe.imaging.gridding.UvwReach;
import dev.fringe.imaging.gridding.WRange;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.imaging.weighting.ImageWeighting;
import java.util.ArrayList;
import java.util.List;

/**
 * Visibilities in memory to a model by clean, and back. One polarisation.
 *
 * @param geometry of the image
 * @param weighting of the samples in the image
 * @param accuracy of gridding, relative l2
 * @param memoryBytes that grids may take
 * @param clean the minor cycles
 * @param area where components may lie
 * @param majorCycles the most of them
 */
public record ModelImaging(
    ImageGeometry geometry,
    ImageWeighting weighting,
    double accuracy,
    long memoryBytes,
    CleanParameters clean,
    CleanMask area,
    int majorCycles) {

  /**
   * Cleans samples.
   *
   * @param rows with statistical weights, which are left as they are
   * @return Jy per pixel
   */
  float[] model(List<AntennaRows> rows, Workers workers) {
    List<SampleBlock> blocks = new ArrayList<>();
    double sumOfWeights = 0;
    for (AntennaRows part : rows) {
      float[] weight = part.samples().weight().clone();
      SampleBlock block =
          part.with(part.samples().real()[0], part.samples().imaginary()[0], weight).samples();
      sumOfWeights += weighting.apply(block).imaging();
      blocks.add(block);
    }
    float[] model = new float[geometry.pixels()];
    if (!(sumOfWeights > 0)) {
      return model;
    }
    GriddingPlan plan = plan(blocks);
    SamplePacker packer = new SamplePacker(plan, 1);
    blocks.forEach(packer::add);
    List<PackedSamples> samples = List.of(packer.finish());
    Gridder gridder = Gridder.of(plan, workers);
    float[][] images = new float[2][geometry.pixels()];
    gridder.grid(samples, true, images);
    float[] psf = images[1];
    scale(psf, 1 / psf[geometry.height() / 2 * geometry.width() + geometry.width() / 2]);
    float[] residual = images[0];
    scale(residual, (float) (1 / sumOfWeights));
    CleanState state = CleanState.startWithin(area);
    for (int cycle = 0; cycle < majorCycles && !state.finished(); cycle++) {
      if (cycle > 0) {
        float[][] next = new float[1][geometry.pixels()];
        gridder.grid(gridder.subtract(samples, new float[][] {model}), false, next);
        residual = next[0];
        scale(residual, (float) (1 / sumOfWeights));
      }
      MinorCycleResult found = MinorCycle.run(residual, psf, geometry, clean, state, workers);
      found.components().addTo(model);
      state = found.state();
      if (found.components().size() == 0) {
        break;
      }
    }
    return model;
  }

  private GriddingPlan plan(List<SampleBlock> blocks) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    UvwReach reach = new UvwReach(0, 0, 0, 0);
    long samples = 0;
    for (SampleBlock block : blocks) {
      WRange range = WRange.of(block);
      reach = reach.and(UvwReach.of(block));
      least = Math.min(least, range.minLambda());
      most = Math.max(most, range.maxLambda());
      samples += block.weight().length;
    }
    return GriddingPlan.choose(
        geometry, accuracy, Math.min(least, most), most, reach, samples, 2, memoryBytes);
  }

  private static void scale(float[] image, float factor) {
    for (int i = 0; i < image.length; i++) {
      image[i] *= factor;
    }
  }

  /** A model's visibilities at rows; 0 where these are flagged. */
  SampleBlock predict(float[] model, AntennaRows rows, Workers workers) {
    return Gridding.degrid(model, rows.samples(), geometry, accuracy, memoryBytes, workers);
  }
}
