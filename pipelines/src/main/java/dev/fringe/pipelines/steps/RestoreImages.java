package dev.fringe.pipelines.steps;

import dev.fringe.pipelines.elements.Calibration;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.pipelines.elements.Products;
import dev.fringe.pipelines.elements.Submission;
import dev.fringe.pipelines.products.ProductWriter;
import dev.fringe.pipelines.products.RunHistory;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.workflow.Clean;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Fits the beam, restores the image, finds the sources, and writes every product into the store.
 * The products of a run are made once: a restart publishes the same bytes.
 */
public final class RestoreImages extends DoFn<MajorCycle, Products> {

  private static final long serialVersionUID = 1;

  public static final String PRODUCTS = "products-made";

  private final ImagingRun run;

  public RestoreImages(ImagingRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element MajorCycle cycle, OutputReceiver<Products> out) throws IOException {
    RunStore store = RunStore.of(run);
    Optional<Products> known = store.load(PRODUCTS, Products.class);
    if (known.isPresent()) {
      out.output(known.get());
      return;
    }
    Path folder = store.newFolder();
    try (TaskReporter report = store.report("Restore", "products", 0, "")) {
      ProductWriter writer =
          new ProductWriter(
              run,
              cycle,
              store.require(PlanImaging.PLAN, ImagingPlan.class),
              store.require(ListParts.PACKED, PackedData.class),
              new RunHistory(
                  store.load(Submission.NAME, Submission.class).orElseGet(Submission::now),
                  store.progress().stages()));
      writer
          .passedOver(store.passedOver())
          .calibrated(store.load(Calibration.NAME, Calibration.class));
      if (run.makesPsf()) {
        writer.psf(store.getImage(SumSlabs.PSF));
      }
      boolean wasCleaned = run.workflow().spec().clean().algorithm() != Clean.Algorithm.NONE;
      for (int p = 0; p < run.polarisations(); p++) {
        writer.dirty(store.getImage(MajorCycle.dirty(p)));
        if (wasCleaned) {
          writer.cleaned(
              cycle.hasModel()
                  ? store.getImage(cycle.model(p))
                  : new float[run.geometry().pixels()],
              store.getImage(cycle.residual(p)));
        }
      }
      Products products = writer.write(folder);
      store.putProducts(folder);
      report.note(writer.describe());
      store.save(PRODUCTS, products);
      out.output(products);
    }
  }
}
