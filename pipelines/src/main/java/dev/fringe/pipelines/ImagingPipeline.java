package dev.fringe.pipelines;

import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.Part;
import dev.fringe.pipelines.elements.RangeSurvey;
import dev.fringe.pipelines.elements.SlabImages;
import dev.fringe.pipelines.elements.SlabTask;
import dev.fringe.pipelines.steps.CleanMinorCycle;
import dev.fringe.pipelines.steps.GridSlab;
import dev.fringe.pipelines.steps.ListParts;
import dev.fringe.pipelines.steps.PackVisibilities;
import dev.fringe.pipelines.steps.PlanImaging;
import dev.fringe.pipelines.steps.PublishProducts;
import dev.fringe.pipelines.steps.RestoreImages;
import dev.fringe.pipelines.steps.SelfCalibrate;
import dev.fringe.pipelines.steps.SumSlabs;
import dev.fringe.pipelines.steps.SurveyInputs;
import dev.fringe.workflow.Clean;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * One image, end to end, as a Beam graph.
 *
 * <pre>
 *   ranges of rows ── Survey ──┐ all ── Plan ── the plan: kernel, grid, slabs of w
 *                                [ Self-calibrate ── the gains of the antennas ]
 *   ranges of rows ── Pack ────┤ all ── List parts ── slabs
 *                    slabs ── Grid ──┐ all ── Sum ── PSF and dirty image
 *   [ Clean ── slabs ── Subtract and grid ──┐ all ── Sum ── residual ] × major cycles
 *   Restore ── Publish
 * </pre>
 *
 * <p>Elements are small: images and visibilities stay in the visibility store, and every finished
 * step leaves its result there, so that a run which was killed goes on from the last one when it is
 * started again. Where the data cannot be imaged, the plan is missing, the fault is in the store,
 * and the steps after have nothing to do: the job ends without a retry.
 */
public final class ImagingPipeline {

  private ImagingPipeline() {}

  /** Adds the whole graph of a run to a pipeline. */
  public static void build(Pipeline pipeline, ImagingRun run, List<InputRange> ranges) {
    PCollection<InputRange> rows =
        pipeline.apply(
            "Ranges of rows", Create.of(ranges).withCoder(SerializableCoder.of(InputRange.class)));

    PCollection<ImagingPlan> planned =
        rows.apply("Survey", ParDo.of(new SurveyInputs(run)))
            .apply("Every survey", Gather.all(RangeSurvey.class))
            .apply("Plan", ParDo.of(new PlanImaging(run)));
    if (run.workflow().spec().selfCalibrate().isPresent()) {
      planned = planned.apply("Self-calibrate", ParDo.of(new SelfCalibrate(run, ranges)));
    }
    PCollectionView<List<ImagingPlan>> plan = planned.apply("The plan", View.asList());

    PCollection<SlabTask> slabs =
        rows.apply("Pack", ParDo.of(new PackVisibilities(run, plan)).withSideInputs(plan))
            .apply("Every part", Gather.all(Part.class))
            .apply("List parts", ParDo.of(new ListParts(run, plan)).withSideInputs(plan));

    PCollection<MajorCycle> cycle = grid(slabs, run, plan, 0);
    Clean clean = run.workflow().spec().clean();
    int majorCycles = clean.algorithm() == Clean.Algorithm.NONE ? 0 : clean.majorCycles();
    for (int number = 1; number <= majorCycles; number++) {
      PCollection<SlabTask> tasks =
          cycle.apply("Clean " + number, ParDo.of(new CleanMinorCycle(run, number)));
      cycle = grid(tasks, run, plan, number);
    }

    cycle
        .apply("Restore", ParDo.of(new RestoreImages(run)))
        .apply("Publish", ParDo.of(new PublishProducts(run)));
  }

  /**
   * From slabs to the sum of their images: the dirty image and the PSF in cycle 0, a residual in
   * later ones.
   */
  private static PCollection<MajorCycle> grid(
      PCollection<SlabTask> slabs,
      ImagingRun run,
      PCollectionView<List<ImagingPlan>> plan,
      int number) {
    String of = number == 0 ? "" : " " + number;
    return slabs
        .apply("Spread slabs" + of, Reshuffle.viaRandomKey())
        .apply(
            number == 0 ? "Grid" : "Subtract and grid" + of,
            ParDo.of(new GridSlab(run, plan, number)).withSideInputs(plan))
        .apply("Every slab" + of, Gather.all(SlabImages.class))
        .apply("Sum" + of, ParDo.of(new SumSlabs(run, number)));
  }
}
