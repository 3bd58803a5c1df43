package dev.fringe.pipelines.steps;

import dev.fringe.imaging.gridding.WHistogram;
import dev.fringe.imaging.weighting.WeightDensity;
import dev.fringe.pipelines.elements.DataCounts;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.elements.InputSum;
import dev.fringe.pipelines.elements.RangeSurvey;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.read.OpenInput;
import dev.fringe.pipelines.read.SampleReader;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.storage.BadDataException;
import dev.fringe.workflow.Weighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Reads rows for the first time: how many samples there are, how they spread over |w|, and, where
 * the weighting needs it, how their weights spread over the uv plane. One density is kept for all
 * the ranges that a task reads.
 */
public final class SurveyInputs extends DoFn<InputRange, RangeSurvey> {

  private static final long serialVersionUID = 1;

  private final ImagingRun run;
  private transient RunStore store;
  private transient WeightDensity density;
  private transient WHistogram w;
  private transient DataCounts counts;
  private transient List<InputSum> sums;
  private transient String fault;

  public SurveyInputs(ImagingRun run) {
    this.run = run;
  }

  @StartBundle
  public void start() throws IOException {
    store = RunStore.of(run);
    density = WeightDensity.empty(run.geometry());
    w = WHistogram.upTo(run.longestWavelengths());
    counts = DataCounts.none();
    sums = new ArrayList<>();
    fault = "";
  }

  @ProcessElement
  public void process(@Element InputRange range) throws IOException {
    if (!fault.isEmpty() || store.has(PlanImaging.PLAN)) {
      return;
    }
    boolean needsDensity =
        run.workflow().spec().image().weighting().scheme() != Weighting.Scheme.NATURAL;
    InputFile input = run.inputs().get(range.input());
    int channels = run.observations().get(range.input()).channels();
    try (TaskReporter report =
            store.report(
                "Survey", "range-" + range.number(), range.rows() * channels, "visibilities");
        OpenInput open =
            OpenInput.of(
                input, Connections.of(run.settings().endpoints()), store::notePassedOver)) {
      SampleReader reader =
          SampleReader.over(open.file(), run.products(), run.workflow().spec().selection())
              .weighing(run.workflow().spec().image().weighting().antennas());
      DataCounts met =
          reader.read(
              range.firstRow(),
              range.rows(),
              block -> {
                w.add(block);
                if (needsDensity) {
                  density.add(block);
                }
                report.advance(block.weight().length);
              });
      counts = counts.plus(met);
      open.sums().forEach(sum -> sums.add(new InputSum(range.input(), sum)));
    } catch (BadDataException e) {
      fault = e.getMessage();
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    String name = "";
    if (density.samples() > 0) {
      name = "densities/" + UUID.randomUUID();
      store.putDensity(name, density);
    }
    context.output(
        new RangeSurvey(counts, w, name, sums, fault),
        GlobalWindow.INSTANCE.maxTimestamp(),
        GlobalWindow.INSTANCE);
  }
}
