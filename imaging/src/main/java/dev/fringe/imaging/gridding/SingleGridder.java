package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import java.util.ArrayList;
import java.util.List;

/** A {@link FloatGridder} behind the face that does not tell its precision. */
final class SingleGridder implements Gridder {

  private final FloatGridder gridder;

  SingleGridder(GriddingPlan plan, Workers workers, GriddingProgress progress) {
    gridder = new FloatGridder(plan, workers, progress);
  }

  @Override
  public GriddingPlan plan() {
    return gridder.plan();
  }

  @Override
  public void grid(List<? extends PackedSamples> parts, boolean withPsf, float[][] sums) {
    gridder.grid(own(parts), withPsf, sums);
  }

  @Override
  public List<PackedSamples> subtract(List<? extends PackedSamples> parts, float[][] model) {
    return List.copyOf(gridder.subtract(own(parts), model));
  }

  @Override
  public GriddingTimes times() {
    return gridder.times();
  }

  private static List<PackedFloatSamples> own(List<? extends PackedSamples> parts) {
    List<PackedFloatSamples> own = new ArrayList<>();
    for (PackedSamples part : parts) {
      if (!(part instanceof PackedFloatSamples samples)) {
        throw new IllegalArgumentException(
            "double precision samples for a plan of single precision: pack them for this plan");
      }
      own.add(samples);
    }
    return own;
  }
}
