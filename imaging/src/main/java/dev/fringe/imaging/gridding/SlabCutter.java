package dev.fringe.imaging.gridding;

import java.util.ArrayList;
import java.util.List;

/** Cuts the range of |w| into slabs that cost about the same; samples and planes both count. */
public final class SlabCutter {

  private SlabCutter() {}

  /**
   * @param plan the plan of the whole range
   * @param histogram of all samples
   * @param slabs how many slabs there should be; there are fewer where planes are few
   * @return slabs in growing |w| that follow on one another from 0 to infinity; the first one's
   *     samples and cost are told for what the histogram knows
   */
  public static List<WSlab> cut(GriddingPlan plan, WHistogram histogram, int slabs) {
    if (slabs < 1) {
      throw new IllegalArgumentException(slabs + " slabs: there must be at least 1");
    }
    CostModel cost = new CostModel(plan);
    double sampleSeconds = cost.sampleSeconds(plan.rightHandSides());
    double planeSeconds = plan.flat() ? 0 : cost.planeSeconds(plan.rightHandSides());
    // Every slab transforms the planes under the kernel at its end in addition to its own.
    int edgePlanes = plan.planeSupport() - 1;
    int useful = plan.flat() ? slabs : Math.clamp(plan.planes() / plan.planeSupport(), 1, slabs);
    double planesPerBin = histogram.binLambda() / plan.planeDistanceLambda();
    double[] costs = new double[histogram.bins()];
    double total = 0;
    int first = -1;
    int last = 0;
    for (int bin = 0; bin < costs.length; bin++) {
      if (histogram.count(bin) > 0) {
        first = first < 0 ? bin : first;
        last = bin;
      }
    }
    first = Math.max(first, 0);
    for (int bin = first; bin <= last; bin++) {
      costs[bin] = histogram.count(bin) * sampleSeconds + planesPerBin * planeSeconds;
      total += costs[bin];
    }
    List<WSlab> result = new ArrayList<>();
    double from = 0;
    double here = 0;
    double done = 0;
    long samples = 0;
    for (int bin = first; bin <= last; bin++) {
      here += costs[bin];
      samples += histogram.count(bin);
      int left = useful - result.size();
      boolean full = left > 1 && here >= (total - done) / left;
      if (full && bin < last) {
        double to = (bin + 1) * histogram.binLambda();
        result.add(new WSlab(from, to, samples, here + edgePlanes * planeSeconds));
        from = to;
        done += here;
        here = 0;
        samples = 0;
      }
    }
    result.add(
        new WSlab(from, Double.POSITIVE_INFINITY, samples, here + edgePlanes * planeSeconds));
    return List.copyOf(result);
  }
}
