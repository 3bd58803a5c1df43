package dev.fringe.pipelines.elements;

import dev.fringe.imaging.gridding.GriddingPlan;
import java.io.Serializable;
import java.util.List;

/**
 * What was decided once the data had been surveyed.
 *
 * @param slabs the gridding of each slab of w; one kernel and one grid for all
 * @param counts of the whole data
 * @param hasDensity whether the weighting needs the density that is in the store
 */
public record ImagingPlan(List<GriddingPlan> slabs, DataCounts counts, boolean hasDensity)
    implements Serializable {

  /** Name in the store of the density of weights. */
  public static final String DENSITY = "density";

  public ImagingPlan {
    slabs = List.copyOf(slabs);
  }
}
