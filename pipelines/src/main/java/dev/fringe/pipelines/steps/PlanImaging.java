package dev.fringe.pipelines.steps;

import dev.fringe.imaging.gridding.GriddingPlan;
import dev.fringe.imaging.gridding.SlabCutter;
import dev.fringe.imaging.gridding.WHistogram;
import dev.fringe.imaging.weighting.WeightDensity;
import dev.fringe.pipelines.elements.BrokenInputs;
import dev.fringe.pipelines.elements.DataCounts;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputSum;
import dev.fringe.pipelines.elements.RangeSurvey;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.read.InputJudge;
import dev.fringe.pipelines.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Decides the kernel, the grid and the slabs of w from what the survey found. Where the data cannot
 * be imaged, or are not what their checksums promise, it leaves that in the store and no plan.
 */
public final class PlanImaging extends DoFn<List<RangeSurvey>, ImagingPlan> {

  private static final long serialVersionUID = 1;

  static final String PLAN = "plan";

  private final ImagingRun run;

  public PlanImaging(ImagingRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element List<RangeSurvey> surveys, OutputReceiver<ImagingPlan> out)
      throws IOException {
    RunStore store = RunStore.of(run);
    Optional<ImagingPlan> known = store.load(PLAN, ImagingPlan.class);
    if (known.isPresent()) {
      out.output(known.get());
      return;
    }
    DataCounts counts = DataCounts.none();
    List<InputSum> sums = new ArrayList<>();
    WHistogram w = WHistogram.upTo(run.longestWavelengths());
    for (RangeSurvey survey : surveys) {
      if (survey.whatIsWrong().isPresent()) {
        store.saveFault(survey.whatIsWrong().get());
        return;
      }
      counts = counts.plus(survey.counts());
      sums.addAll(survey.sums());
      w.merge(survey.w());
    }
    Optional<BrokenInputs> broken =
        new InputJudge(Connections.of(run.settings().endpoints()), store::notePassedOver)
            .judge(run.inputs(), sums);
    if (broken.isPresent()) {
      store.save(BrokenInputs.NAME, broken.get());
      return;
    }
    if (counts.used() == 0) {
      store.saveFault(nothingToImage(counts));
      return;
    }
    boolean hasDensity = mergeDensities(store, surveys);
    try (TaskReporter report = store.report("Plan", "plan", 1, "")) {
      GriddingPlan whole =
          GriddingPlan.choose(
              run.geometry(),
              run.workflow().spec().image().accuracy(),
              w.minWLambda(),
              w.maxWLambda(),
              w.reach(),
              w.samples(),
              run.polarisations() + (run.makesPsf() ? 1 : 0),
              run.memoryBytes());
      List<GriddingPlan> slabs =
          SlabCutter.cut(whole, w, run.slabs()).stream()
              .map(slab -> whole.forSlab(slab.fromLambda(), slab.toLambda()))
              .toList();
      ImagingPlan plan = new ImagingPlan(slabs, counts, hasDensity);
      report.note(whole.describe() + "; " + slabs.size() + " slabs of w");
      store.save(PLAN, plan);
      out.output(plan);
    }
  }

  private String nothingToImage(DataCounts counts) {
    String files = run.inputNames();
    if (counts.visibilities() == 0) {
      return "%s: nothing to image: no visibility is selected (%d rows are autocorrelations, %d lie outside spec.selection)"
          .formatted(files, counts.autocorrelations(), counts.unselected());
    }
    return "%s: nothing to image: all %d visibilities are flagged or left out (weights not above 0, values not finite, or baselines outside spec.selection.uvRange)"
        .formatted(files, counts.visibilities());
  }

  private boolean mergeDensities(RunStore store, List<RangeSurvey> surveys) throws IOException {
    WeightDensity sum = null;
    for (RangeSurvey survey : surveys) {
      if (!survey.density().isEmpty()) {
        WeightDensity density = store.getDensity(survey.density(), run.geometry());
        if (sum == null) {
          sum = density;
        } else {
          sum.merge(density);
        }
      }
    }
    if (sum != null) {
      store.putDensity(ImagingPlan.DENSITY, sum);
      store.deleteImages("densities/");
    }
    return sum != null;
  }
}
