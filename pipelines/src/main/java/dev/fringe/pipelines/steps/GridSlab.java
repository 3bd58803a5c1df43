package dev.fringe.pipelines.steps;

import dev.fringe.imaging.gridding.Gridder;
import dev.fringe.imaging.gridding.GriddingPlan;
import dev.fringe.imaging.gridding.PackedSamples;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.SlabImages;
import dev.fringe.pipelines.elements.SlabTask;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.store.OpenSamples;
import dev.fringe.pipelines.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Grids the visibilities of one slab of w, transforms and screens its planes, and leaves the
 * partial images in the store. In cycle 0 these are the dirty image and, if it is wanted, the PSF;
 * in later ones the model is predicted and subtracted first.
 */
public final class GridSlab extends DoFn<SlabTask, SlabImages> {

  private static final long serialVersionUID = 1;

  private final ImagingRun run;
  private final PCollectionView<List<ImagingPlan>> plan;
  private final int number;

  public GridSlab(ImagingRun run, PCollectionView<List<ImagingPlan>> plan, int number) {
    this.run = run;
    this.plan = plan;
    this.number = number;
  }

  @ProcessElement
  public void process(
      @Element SlabTask task, ProcessContext context, OutputReceiver<SlabImages> out)
      throws IOException {
    if (task.passes()) {
      out.output(new SlabImages(List.of(), task.cycle()));
      return;
    }
    RunStore store = RunStore.of(run);
    GriddingPlan slab = context.sideInput(plan).getFirst().slabs().get(task.slab());
    boolean isFirst = number == 0;
    boolean withPsf = isFirst && run.makesPsf();
    int images = run.polarisations() + (withPsf ? 1 : 0);
    float[][] sums = new float[images][run.geometry().pixels()];
    try (Workers workers = Workers.of(run.threads());
        OpenSamples samples = store.openSamples(task.parts(), slab.precision())) {
      long[] passed = {0};
      long total = samples.count() * (isFirst ? 1 : 2);
      try (TaskReporter report =
          store.report(stage(number), "slab-" + task.slab(), total, "visibilities")) {
        Gridder gridder =
            Gridder.of(
                slab, workers, (done, planes) -> report.reach(Math.min(total, passed[0] + done)));
        List<? extends PackedSamples> parts = samples.parts();
        if (isFirst) {
          gridder.grid(parts, withPsf, sums);
        } else {
          List<PackedSamples> residual = gridder.subtract(parts, models(store, task.cycle()));
          passed[0] = samples.count();
          gridder.grid(residual, false, sums);
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      String name = "cycle-%d/slab-%d/image-%d".formatted(number, task.slab(), image);
      store.putImage(name, sums[image]);
      names.add(name);
    }
    out.output(new SlabImages(names, task.cycle()));
  }

  static String stage(int number) {
    return number == 0 ? "Grid" : "Major cycle " + number;
  }

  private float[][] models(RunStore store, MajorCycle cycle) throws IOException {
    float[][] models = new float[run.polarisations()][];
    for (int p = 0; p < models.length; p++) {
      models[p] = store.getImage(cycle.model(p));
    }
    return models;
  }
}
