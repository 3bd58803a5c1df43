package dev.fringe.pipelines.steps;

import dev.fringe.imaging.beam.BeamFitException;
import dev.fringe.imaging.beam.RestoringBeam;
import dev.fringe.imaging.clean.CleanState;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.pipelines.elements.SlabImages;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.workflow.Clean;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Sums the partial images of all slabs and divides them by the sum of weights: the dirty image and
 * the PSF in cycle 0, the residual in later ones. With that the major cycle is complete, and a
 * killed run would go on from it.
 */
public final class SumSlabs extends DoFn<List<SlabImages>, MajorCycle> {

  private static final long serialVersionUID = 1;

  /** Name in the store of the PSF, whose peak is 1. */
  static final String PSF = "psf";

  private final ImagingRun run;
  private final int number;

  public SumSlabs(ImagingRun run, int number) {
    this.run = run;
    this.number = number;
  }

  @ProcessElement
  public void process(@Element List<SlabImages> slabs, OutputReceiver<MajorCycle> out)
      throws IOException {
    List<SlabImages> partial = new ArrayList<>();
    for (SlabImages slab : slabs) {
      if (slab.images().isEmpty()) {
        out.output(slab.cycle());
        return;
      }
      partial.add(slab);
    }
    RunStore store = RunStore.of(run);
    double sumOfWeights = store.require(ListParts.PACKED, PackedData.class).weights().imaging();
    MajorCycle before = partial.getFirst().cycle();
    MajorCycle cycle =
        number == 0
            ? new MajorCycle(
                0,
                Collections.nCopies(
                    run.polarisations(),
                    CleanState.startWithin(
                        CleanSettings.area(run.workflow().spec().clean(), run.geometry()))),
                false,
                List.of())
            : before;
    try (TaskReporter report = store.report(GridSlab.stage(number), "sum", 0, "")) {
      for (int image = 0; image < partial.getFirst().images().size(); image++) {
        float[] sum = sum(store, partial, image, sumOfWeights);
        boolean isPsf = image == run.polarisations();
        if (isPsf) {
          toUnitPeak(sum);
        }
        store.putImage(isPsf ? PSF : cycle.residual(image), sum);
        if (isPsf && run.workflow().spec().clean().algorithm() != Clean.Algorithm.NONE) {
          RestoringBeam.fit(sum, run.geometry());
        }
      }
    } catch (BeamFitException e) {
      store.saveFault(
          "%s: spec.image.cell is %.4g arcsec: %s; a cell that shows the beam with 3 to 5 pixels can be restored, and a dirty image can always be had with spec.clean.algorithm: none"
              .formatted(
                  run.inputNames(),
                  Math.toDegrees(run.geometry().cellLRadians()) * 3600,
                  e.getMessage()));
      return;
    }
    store.save(checkpoint(number), cycle);
    forget(store, partial, number);
    out.output(cycle);
  }

  /** The gridder's error shows in the peak too, and what cleans with the PSF counts on 1. */
  private void toUnitPeak(float[] psf) {
    int width = run.geometry().width();
    float scale = 1 / psf[run.geometry().height() / 2 * width + width / 2];
    for (int pixel = 0; pixel < psf.length; pixel++) {
      psf[pixel] *= scale;
    }
  }

  private static float[] sum(RunStore store, List<SlabImages> slabs, int image, double sumOfWeights)
      throws IOException {
    float[] sum = store.getImage(slabs.getFirst().images().get(image));
    for (SlabImages slab : slabs.subList(1, slabs.size())) {
      store.addImageInto(slab.images().get(image), sum);
    }
    float scale = (float) (1 / sumOfWeights);
    for (int pixel = 0; pixel < sum.length; pixel++) {
      sum[pixel] *= scale;
    }
    return sum;
  }

  /**
   * What no later step and no restart needs: the partial images, and all of cycles before the last,
   * but the dirty image.
   */
  private static void forget(RunStore store, List<SlabImages> partial, int number)
      throws IOException {
    for (SlabImages slab : partial) {
      for (String name : slab.images()) {
        store.deleteImages(name);
      }
    }
    if (number > 1) {
      store.forget(checkpoint(number - 1));
      store.deleteImages("cycle-" + (number - 1) + "/");
    }
  }

  private static String checkpoint(int number) {
    return "checkpoints/cycle-" + number;
  }

  /** The last cycle that is complete in the store. */
  static Optional<MajorCycle> latest(RunStore store, ImagingRun run) throws IOException {
    for (int number = run.workflow().spec().clean().majorCycles(); number >= 0; number--) {
      Optional<MajorCycle> cycle = store.load(checkpoint(number), MajorCycle.class);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }
}
