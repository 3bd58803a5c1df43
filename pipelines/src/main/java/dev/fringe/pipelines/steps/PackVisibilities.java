package dev.fringe.pipelines.steps;

import dev.fringe.imaging.calibration.GainTable;
import dev.fringe.imaging.gridding.GriddingPlan;
import dev.fringe.imaging.gridding.PackedSamples;
import dev.fringe.imaging.gridding.SamplePacker;
import dev.fringe.imaging.weighting.ImageWeighting;
import dev.fringe.imaging.weighting.WeightStatistics;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.elements.Part;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.read.AntennaIndex;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.read.OpenInput;
import dev.fringe.pipelines.read.SampleReader;
import dev.fringe.pipelines.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Reads rows for the last time: takes the gains out where there are any, weights the samples, turns
 * them into kernel coordinates, sorts them by tile, and writes each slab's share straight into the
 * visibility store.
 */
public final class PackVisibilities extends DoFn<InputRange, Part> {

  private static final long serialVersionUID = 1;

  private final ImagingRun run;
  private final PCollectionView<List<ImagingPlan>> plan;
  private transient ImageWeighting weighting;
  private transient Optional<GainTable> gains;

  public PackVisibilities(ImagingRun run, PCollectionView<List<ImagingPlan>> plan) {
    this.run = run;
    this.plan = plan;
  }

  @ProcessElement
  public void process(@Element InputRange range, ProcessContext context, OutputReceiver<Part> out)
      throws IOException {
    List<ImagingPlan> plans = context.sideInput(plan);
    if (plans.isEmpty()) {
      return;
    }
    RunStore store = RunStore.of(run);
    if (store.has(ListParts.PACKED)) {
      out.output(new Part(-1, range.number(), "", 0, 0, WeightStatistics.none()));
      return;
    }
    List<SamplePacker> packers = new ArrayList<>();
    for (GriddingPlan slab : plans.getFirst().slabs()) {
      packers.add(new SamplePacker(slab, run.polarisations()));
    }
    WeightStatistics statistics = pack(store, range, plans.getFirst(), packers);
    for (int slab = 0; slab < packers.size(); slab++) {
      SamplePacker packer = packers.set(slab, null);
      String name = "slab-%d/part-%05d".formatted(slab, range.number());
      PackedSamples packed = packer.finish();
      if (packed.samples() > 0) {
        store.putSamples(name, packed);
      }
      out.output(
          new Part(
              slab,
              range.number(),
              packed.samples() > 0 ? name : "",
              packed.samples(),
              packer.outside(),
              slab == 0 ? statistics : WeightStatistics.none()));
    }
  }

  private WeightStatistics pack(
      RunStore store, InputRange range, ImagingPlan imaging, List<SamplePacker> packers)
      throws IOException {
    if (weighting == null) {
      weighting = RunWeighting.of(run, store, imaging);
      gains = SelfCalibrate.gains(run, store);
    }
    InputFile input = run.inputs().get(range.input());
    int channels = run.observations().get(range.input()).channels();
    WeightStatistics[] sum = {WeightStatistics.none()};
    try (TaskReporter report =
            store.report(
                "Weigh and pack",
                "range-" + range.number(),
                range.rows() * channels,
                "visibilities");
        OpenInput open =
            OpenInput.of(
                input, Connections.of(run.settings().endpoints()), store::notePassedOver)) {
      SampleReader reader =
          SampleReader.over(open.file(), run.products(), run.workflow().spec().selection())
              .weighing(run.workflow().spec().image().weighting().antennas());
      AntennaIndex.Numbers antennas =
          AntennaIndex.of(run.observations()).numbersOf(run.observations().get(range.input()));
      reader.readRows(
          range.firstRow(),
          range.rows(),
          (block, rows) -> {
            gains.ifPresent(table -> SelfCalibrate.rows(block, rows, antennas).correct(table));
            sum[0] = sum[0].plus(weighting.apply(block));
            for (SamplePacker packer : packers) {
              packer.add(block);
            }
            report.advance(block.weight().length);
          });
    }
    return sum[0];
  }
}
