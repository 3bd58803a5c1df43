package dev.fringe.pipelines.steps;

import dev.fringe.imaging.weighting.ImageWeighting;
import dev.fringe.imaging.weighting.WeightDensity;
import dev.fringe.imaging.weighting.WeightingParameters;
import dev.fringe.imaging.weighting.WeightingScheme;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.workflow.Weighting;
import dev.fringe.workflow.value.Angle;
import java.io.IOException;

/** A workflow's weighting, with the density that the survey found. */
final class RunWeighting {

  private RunWeighting() {}

  static ImageWeighting of(ImagingRun run, RunStore store, ImagingPlan plan) throws IOException {
    Weighting wanted = run.workflow().spec().image().weighting();
    WeightingScheme scheme =
        switch (wanted.scheme()) {
          case NATURAL -> new WeightingScheme.Natural();
          case UNIFORM -> new WeightingScheme.Uniform();
          case BRIGGS -> new WeightingScheme.Briggs(wanted.robust().orElse(0.0));
        };
    WeightingParameters parameters =
        new WeightingParameters(scheme, wanted.taper().map(Angle::radians).orElse(0.0));
    if (!plan.hasDensity()) {
      return ImageWeighting.withoutDensity(parameters, run.geometry());
    }
    WeightDensity density = store.getDensity(ImagingPlan.DENSITY, run.geometry());
    return ImageWeighting.of(parameters, density);
  }
}
