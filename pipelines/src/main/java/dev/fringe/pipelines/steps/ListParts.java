package dev.fringe.pipelines.steps;

import dev.fringe.imaging.weighting.WeightStatistics;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.pipelines.elements.Part;
import dev.fringe.pipelines.elements.SlabTask;
import dev.fringe.pipelines.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Waits until everything is packed, notes what the store holds, and sends the slabs on their way.
 */
public final class ListParts extends DoFn<List<Part>, SlabTask> {

  private static final long serialVersionUID = 1;

  static final String PACKED = "packed";

  private final ImagingRun run;
  private final PCollectionView<List<ImagingPlan>> plan;

  public ListParts(ImagingRun run, PCollectionView<List<ImagingPlan>> plan) {
    this.run = run;
    this.plan = plan;
  }

  @ProcessElement
  public void process(
      @Element List<Part> parts, ProcessContext context, OutputReceiver<SlabTask> out)
      throws IOException {
    RunStore store = RunStore.of(run);
    Optional<PackedData> known = store.load(PACKED, PackedData.class);
    if (known.isEmpty()) {
      int slabs = context.sideInput(plan).getFirst().slabs().size();
      PackedData packed = list(parts, slabs);
      if (packed.samples() == 0) {
        store.saveFault(
            "%s: nothing to image: all %d visibilities are finer than the pixels can show; a smaller spec.image.cell would show them"
                .formatted(run.inputNames(), packed.outside()));
        return;
      }
      store.save(PACKED, packed);
      tasks(packed, MajorCycle.none()).forEach(out::output);
    } else {
      Optional<MajorCycle> reached = SumSlabs.latest(store, run);
      if (reached.isPresent()) {
        out.output(SlabTask.pass(reached.get()));
      } else {
        tasks(known.get(), MajorCycle.none()).forEach(out::output);
      }
    }
  }

  static List<SlabTask> tasks(PackedData packed, MajorCycle cycle) {
    return IntStream.range(0, packed.parts().size())
        .filter(slab -> !packed.parts().get(slab).isEmpty())
        .mapToObj(slab -> new SlabTask(slab, packed.parts().get(slab), cycle))
        .toList();
  }

  private static PackedData list(List<Part> parts, int slabs) {
    List<List<String>> names = new ArrayList<>();
    IntStream.range(0, slabs).forEach(slab -> names.add(new ArrayList<>()));
    long samples = 0;
    long outside = 0;
    WeightStatistics weights = WeightStatistics.none();
    List<Part> sorted =
        parts.stream()
            .sorted(Comparator.comparingInt(Part::range).thenComparingInt(Part::slab))
            .toList();
    for (Part part : sorted) {
      if (part.samples() > 0) {
        names.get(part.slab()).add(part.name());
      }
      samples += part.samples();
      outside += part.outside();
      weights = weights.plus(part.weights());
    }
    return new PackedData(names, samples, outside + weights.beyond(), weights);
  }
}
