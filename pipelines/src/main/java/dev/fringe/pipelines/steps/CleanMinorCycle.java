package dev.fringe.pipelines.steps;

import dev.fringe.imaging.clean.CleanState;
import dev.fringe.imaging.clean.MinorCycle;
import dev.fringe.imaging.clean.MinorCycleResult;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.MajorCycle.MinorCycleSummary;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.pipelines.elements.SlabTask;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.workflow.value.Polarisation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Finds components in the residual until the PSF alone can be trusted no further, adds them to the
 * model, and asks every slab to predict and subtract it. A clean that is finished, or further on
 * than this cycle after a restart, passes through.
 */
public final class CleanMinorCycle extends DoFn<MajorCycle, SlabTask> {

  private static final long serialVersionUID = 1;

  private final ImagingRun run;
  private final int number;

  public CleanMinorCycle(ImagingRun run, int number) {
    this.run = run;
    this.number = number;
  }

  @ProcessElement
  public void process(@Element MajorCycle cycle, OutputReceiver<SlabTask> out) throws IOException {
    if (cycle.finished() || cycle.number() >= number) {
      out.output(SlabTask.pass(cycle));
      return;
    }
    RunStore store = RunStore.of(run);
    float[] psf = store.getImage(SumSlabs.PSF);
    List<CleanState> states = new ArrayList<>();
    List<MinorCycleSummary> summaries = new ArrayList<>();
    List<float[]> models = new ArrayList<>();
    boolean finished = true;
    long found = 0;
    try (Workers workers = Workers.all();
        TaskReporter report = store.report(GridSlab.stage(number), "minor cycle", 0, "")) {
      for (int p = 0; p < run.polarisations(); p++) {
        CleanState state = cycle.states().get(p);
        float[] model =
            cycle.hasModel() ? store.getImage(cycle.model(p)) : new float[run.geometry().pixels()];
        if (!state.finished()) {
          MinorCycleResult result =
              MinorCycle.run(
                  store.getImage(cycle.residual(p)),
                  psf,
                  run.geometry(),
                  CleanSettings.parameters(run.workflow().spec().clean()),
                  state,
                  workers);
          result.components().addTo(model);
          state = result.state();
          found += result.components().size();
          summaries.add(summary(run.workflow().spec().image().stokes().planes().get(p), result));
        }
        finished &= state.finished();
        states.add(state);
        models.add(model);
      }
      report.note(
          "%d components in minor cycle %d, peak %.3g Jy/beam, noise %.3g Jy/beam"
              .formatted(
                  found, number, states.getFirst().lastPeakJy(), states.getFirst().noiseJy()));
    }
    if (found == 0) {
      out.output(SlabTask.pass(cycle.finish(states, summaries)));
      return;
    }
    MajorCycle next = cycle.next(states, finished, summaries);
    for (int p = 0; p < models.size(); p++) {
      store.putImage(next.model(p), models.get(p));
    }
    PackedData packed = store.require(ListParts.PACKED, PackedData.class);
    ListParts.tasks(packed, next).forEach(out::output);
  }

  private MinorCycleSummary summary(Polarisation polarisation, MinorCycleResult result) {
    return new MinorCycleSummary(
        number,
        polarisation.toString(),
        result.iterations(),
        result.peakBeforeJy(),
        result.noiseJy(),
        result.reason().name());
  }
}
