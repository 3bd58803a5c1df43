package dev.fringe.pipelines.products;

import dev.fringe.imaging.beam.BeamFitException;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.beam.Restorer;
import dev.fringe.imaging.beam.RestoringBeam;
import dev.fringe.imaging.clean.RobustNoise;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sources.Source;
import dev.fringe.imaging.sources.SourceFinder;
import dev.fringe.imaging.sources.SourceFinderParameters;
import dev.fringe.pipelines.elements.Calibration;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.pipelines.elements.PassedOver;
import dev.fringe.pipelines.elements.Products;
import dev.fringe.pipelines.picture.ImagePicture;
import dev.fringe.storage.image.ImageUnit;
import dev.fringe.storage.product.ProductMetadata;
import dev.fringe.storage.visibility.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the products of one run in a folder: {@code <name>-{dirty,psf,model,residual,image}.fits},
 * {@code <name>-image.png}, {@code <name>-sources.csv} and {@code <name>-summary.json}; then, of
 * all these, {@code ska-data-product.yaml} and {@code <name>-provenance.json}. Where nothing was
 * cleaned there is no model, residual or restored image, and the picture and the sources are of the
 * dirty image. Sources are looked for by the beam: without a PSF, or one of no beam's shape, there
 * is no list of them, rather than an empty one.
 */
public final class ProductWriter {

  private static final double ARCSEC = Math.toDegrees(1) * 3600;

  private final ImagingRun run;
  private final MajorCycle cycle;
  private final ImagingPlan plan;
  private final PackedData packed;
  private final RunHistory history;
  private final List<float[]> dirty = new ArrayList<>();
  private final List<float[]> models = new ArrayList<>();
  private final List<float[]> residuals = new ArrayList<>();
  private Optional<float[]> psf = Optional.empty();
  private List<PassedOver> passedOver = List.of();
  private Optional<Calibration> calibration = Optional.empty();
  private String description = "";

  public ProductWriter(
      ImagingRun run, MajorCycle cycle, ImagingPlan plan, PackedData packed, RunHistory history) {
    this.run = run;
    this.cycle = cycle;
    this.plan = plan;
    this.packed = packed;
    this.history = history;
  }

  /** The PSF, if there is one; wrapped without copying, as all images are. */
  public ProductWriter psf(float[] image) {
    psf = Optional.of(image);
    return this;
  }

  /** The self-calibration that was applied. */
  public ProductWriter calibrated(Optional<Calibration> by) {
    calibration = by;
    return this;
  }

  /** The next polarisation's dirty image. */
  public void dirty(float[] image) {
    dirty.add(image);
  }

  /** The next polarisation's model, in Jy/pixel, and the residual that it leaves. */
  public void cleaned(float[] model, float[] residual) {
    models.add(model);
    residuals.add(residual);
  }

  /** Replicas of inputs that tasks have not used. */
  public ProductWriter passedOver(List<PassedOver> replicas) {
    passedOver = List.copyOf(replicas);
    return this;
  }

  /** What was found, in a line. */
  public String describe() {
    return description;
  }

  /**
   * Writes the files.
   *
   * @return their names and metadata
   */
  public Products write(Path folder) throws IOException {
    Optional<EllipticalGaussian> beam = fitBeam();
    Instant written = Instant.now();
    ProductHeaders headers = new ProductHeaders(run, plan, packed, beam, written);
    try (SumsAside sums = new SumsAside(run)) {
      ProductFolder out = new ProductFolder(folder, run.workflow().name(), headers, sums);
      writeResults(out, beam);
      ProductMetadata whole = headers.datasetMetadata(out.chief(), out.bytes());
      out.document(
          ProductKind.DATA_PRODUCT, DataProductFile.of(run, sums.files(), whole, written).toYaml());
      List<UsedInput> inputs = sums.inputs();
      out.document(
          ProductKind.PROVENANCE,
          new RunProvenance(run, history, written)
              .inputs(inputs)
              .parameters(plan, cycle, beam)
              .products(sums.files(), headers.dataset())
              .derived(inputs.size())
              .toJson());
      return out.products(whole);
    }
  }

  private void writeResults(ProductFolder out, Optional<EllipticalGaussian> beam)
      throws IOException {
    boolean isRestored = !models.isEmpty() && beam.isPresent();
    List<float[]> images = isRestored ? new ArrayList<>() : dirty;
    Optional<List<Source>> sources = Optional.empty();
    try (Workers workers = Workers.all()) {
      for (int p = 0; isRestored && p < models.size(); p++) {
        images.add(
            Restorer.restore(models.get(p), residuals.get(p), run.geometry(), beam.get(), workers));
      }
      if (beam.isPresent()) {
        sources =
            Optional.of(
                SourceFinder.find(
                    images.getFirst(),
                    run.geometry(),
                    beam.get(),
                    SourceFinderParameters.standard(),
                    workers));
      }
    }
    out.image(ProductKind.DIRTY, dirty, ImageUnit.JY_PER_BEAM, "Intensity");
    if (psf.isPresent()) {
      out.image(ProductKind.PSF, List.of(psf.get()), ImageUnit.NONE, "Beam");
    }
    if (!models.isEmpty()) {
      out.image(ProductKind.MODEL, models, ImageUnit.JY_PER_PIXEL, "Intensity");
      out.image(ProductKind.RESIDUAL, residuals, ImageUnit.JY_PER_BEAM, "Intensity");
    }
    if (isRestored) {
      out.image(ProductKind.IMAGE, images, ImageUnit.JY_PER_BEAM, "Intensity");
    }
    List<float[]> noiseImages = residuals.isEmpty() ? dirty : residuals;
    Summary summary =
        summary(beam, images.getFirst(), noiseImages.getFirst(), sources.map(List::size));
    if (sources.isPresent()) {
      out.document(ProductKind.SOURCES, SourceTable.csv(sources.get(), phaseCentre()));
    }
    if (calibration.isPresent()) {
      out.document(ProductKind.GAINS, GainCsv.of(calibration.get().gains()));
    }
    out.summary(summary);
    out.picture(picture(images.getFirst(), beam, isRestored, summary));
    description =
        String.format(
            Locale.ROOT,
            "peak %.4g Jy/beam, noise %.3g Jy/beam, dynamic range %.0f, %s",
            summary.peakJyPerBeam(),
            summary.noiseJyPerBeam(),
            summary.dynamicRange(),
            sources
                .map(found -> found.size() + " sources")
                .orElse("no beam, so no sources were looked for"));
  }

  private Optional<EllipticalGaussian> fitBeam() {
    if (psf.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RestoringBeam.fit(psf.get(), run.geometry()));
    } catch (BeamFitException e) {
      // Where there is something to restore, this was found out before the clean began.
      return Optional.empty();
    }
  }

  private SkyPosition phaseCentre() {
    Observation observation = run.observations().getFirst();
    return new SkyPosition(observation.rightAscensionRadians(), observation.declinationRadians());
  }

  private ImagePicture picture(
      float[] image, Optional<EllipticalGaussian> beam, boolean isRestored, Summary summary) {
    SkyPosition centre = phaseCentre();
    ImagePicture picture =
        ImagePicture.of(image, run.geometry())
            .around(centre)
            .titled(
                (summary.object().isEmpty() ? run.workflow().name() : summary.object())
                    + (isRestored ? "" : " (dirty image)"))
            .inUnit("Jy/beam");
    return beam.map(
            shape ->
                picture.withBeam(
                    shape.majorRadians(), shape.minorRadians(), shape.positionAngleRadians()))
        .orElse(picture);
  }

  private Summary summary(
      Optional<EllipticalGaussian> beam,
      float[] image,
      float[] noiseImage,
      Optional<Integer> sources) {
    double noise = RobustNoise.of(noiseImage).noise();
    double peak = 0;
    for (float pixel : image) {
      peak = Math.max(peak, Math.abs(pixel));
    }
    Observation observation = run.observations().getFirst();
    Band band = Band.of(run.observations(), run.workflow().spec().selection());
    List<String> parameters = new ArrayList<>(run.derived());
    plan.slabs().forEach(slab -> parameters.add(slab.describe()));
    return new Summary(
        run.workflow().name(),
        Version.software(),
        run.key(),
        observation.object().strip(),
        observation.telescope().strip(),
        new Summary.ImageSummary(
            run.geometry().width(),
            run.geometry().height(),
            run.geometry().cellLRadians() * ARCSEC,
            run.products(),
            band.centreHz(),
            band.widthHz()),
        beam.map(
            shape ->
                new Summary.BeamSummary(
                    shape.majorRadians() * ARCSEC,
                    shape.minorRadians() * ARCSEC,
                    Math.toDegrees(shape.positionAngleRadians()))),
        noise,
        peak,
        noise > 0 ? peak / noise : 0,
        sources,
        inputs(),
        new Summary.VisibilitySummary(
            plan.counts().visibilities(),
            packed.samples(),
            plan.counts().flagged(),
            packed.outside(),
            plan.counts().autocorrelations()),
        new Summary.WeightSummary(
            run.workflow().spec().image().weighting().scheme().toString(),
            packed.weights().imaging(),
            packed.weights().effectiveSamples(),
            packed.weights().noiseOverNatural()),
        calibration.map(ProductWriter::calibration),
        clean(),
        parameters,
        history.stageSeconds());
  }

  private static Summary.CalibrationSummary calibration(Calibration calibration) {
    Map<String, Double> amplitudes = new LinkedHashMap<>();
    double[] means = calibration.gains().meanAmplitudes();
    for (int i = 0; i < means.length; i++) {
      amplitudes.put(calibration.gains().antennas().get(i), means[i]);
    }
    return new Summary.CalibrationSummary(
        calibration.state().cycles() - 1,
        calibration.gains().solvedCount(),
        calibration.closures().stream().map(fit -> fit.reduced()).toList(),
        amplitudes);
  }

  private List<Summary.InputSummary> inputs() {
    List<Summary.InputSummary> all = new ArrayList<>();
    for (InputFile input : run.inputs()) {
      List<PassedOver> found =
          passedOver.stream().filter(one -> one.input().equals(input.name())).toList();
      // What tasks could not read is told as theirs, though its replica is left to other runs.
      InputFile read = input.hasOthersThan(found) ? input.without(found) : input;
      all.add(
          new Summary.InputSummary(
              input.name(),
              read.replicas().getFirst().toString(),
              input.bytes(),
              input.adler32(),
              read.passedOver().stream().map(one -> one.replica() + ": " + one.reason()).toList()));
    }
    return all;
  }

  private Summary.CleanSummary clean() {
    double flux = 0;
    for (float[] model : models.isEmpty() ? models : models.subList(0, 1)) {
      for (float pixel : model) {
        flux += pixel;
      }
    }
    long components =
        cycle.history().stream().mapToLong(MajorCycle.MinorCycleSummary::components).sum();
    return new Summary.CleanSummary(
        run.workflow().spec().clean().algorithm().toString(),
        cycle.number(),
        components,
        flux,
        cycle.history().isEmpty() ? "" : cycle.history().getLast().reason(),
        cycle.history());
  }
}
