package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import java.util.ArrayList;
import java.util.List;

/** A {@link DoubleGridder} behind the face that does not tell its precision. */
final class WideGridder implements Gridder {

  private final DoubleGridder gridder;

  WideGridder(GriddingPlan plan, Workers workers, GriddingProgress progress) {
    gridder = new DoubleGridder(plan, workers, progress);
  }

  @Override
  public GriddingPlan plan() {
    return gridder.plan();
  }

  @Override
  public void grid(List<? extends PackedSamples> parts, boolean withPsf, float[][] sums) {
    double[][] wide = new double[sums.length][plan().geometry().pixels()];
    gridder.grid(own(parts), withPsf, wide);
    for (int image = 0; image < sums.length; image++) {
      for (int i = 0; i < wide[image].length; i++) {
        sums[image][i] += (float) wide[image][i];
      }
    }
  }

  @Override
  public List<PackedSamples> subtract(List<? extends PackedSamples> parts, float[][] model) {
    return List.copyOf(gridder.subtract(own(parts), widened(model)));
  }

  @Override
  public GriddingTimes times() {
    return gridder.times();
  }

  private static List<PackedDoubleSamples> own(List<? extends PackedSamples> parts) {
    List<PackedDoubleSamples> own = new ArrayList<>();
    for (PackedSamples part : parts) {
      if (!(part instanceof PackedDoubleSamples samples)) {
        throw new IllegalArgumentException(
            "single precision samples for a plan of double precision: pack them for this plan");
      }
      own.add(samples);
    }
    return own;
  }

  private static double[][] widened(float[][] images) {
    double[][] wide = new double[images.length][];
    for (int image = 0; image < images.length; image++) {
      wide[image] = new double[images[image].length];
      for (int i = 0; i < wide[image].length; i++) {
        wide[image][i] = images[image][i];
      }
    }
    return wide;
  }
}
