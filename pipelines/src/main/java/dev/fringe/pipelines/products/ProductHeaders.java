package dev.fringe.pipelines.products;

import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.polarisation.StokesCombiner;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.storage.image.ImageHeader;
import dev.fringe.storage.image.ImageUnit;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.product.ProductMetadata;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.workflow.Publish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every product of a run says of itself: FITS headers, and ObsCore metadata for the data lake.
 */
final class ProductHeaders {

  private final ImagingRun run;
  private final ImagingPlan plan;
  private final PackedData packed;
  private final Optional<EllipticalGaussian> beam;
  private final Instant written;
  private final Observation observation;
  private final Band band;
  private final List<Correlation> products;

  ProductHeaders(
      ImagingRun run,
      ImagingPlan plan,
      PackedData packed,
      Optional<EllipticalGaussian> beam,
      Instant written) {
    this.run = run;
    this.plan = plan;
    this.packed = packed;
    this.beam = beam;
    this.written = written;
    this.observation = run.observations().getFirst();
    this.band = Band.of(run.observations(), run.workflow().spec().selection());
    this.products = StokesCombiner.of(observation.correlations(), run.products()).products();
  }

  ImageHeader image(int planes, ImageUnit unit, String quantity) {
    return new ImageHeader(
        run.geometry(),
        observation.rightAscensionRadians(),
        observation.declinationRadians(),
        observation.equinox(),
        band.centreHz(),
        band.widthHz(),
        1,
        products.subList(0, planes),
        unit,
        unit == ImageUnit.JY_PER_PIXEL
            ? Optional.empty()
            : beam.map(
                shape ->
                    new ImageHeader.Beam(
                        shape.majorRadians(), shape.minorRadians(), shape.positionAngleRadians())),
        quantity,
        new ImageHeader.Observed(
            observation.object(),
            observation.telescope(),
            observation.instrument(),
            observation.observer(),
            plan.counts().startMjd()),
        written,
        Version.software(),
        "Pixels are sums over visibilities, not divided by n = sqrt(1 - l^2 - m^2).\n"
            + run.workflow().toYaml(),
        Map.of("WSUM", packed.weights().imaging(), "NVIS", (double) packed.samples()));
  }

  /**
   * ObsCore metadata of a product.
   *
   * @param kind what it is of a run's products: image, residual, sources, ...
   */
  ProductMetadata metadata(Path file, String kind, String format, String type) throws IOException {
    double degrees = Math.toDegrees(1);
    String name = run.workflow().name();
    Optional<Publish> publish = run.workflow().spec().publish();
    String scope = publish.map(Publish::scope).orElse("unpublished");
    String dataset = publish.flatMap(Publish::dataset).orElse(name);
    double field =
        Math.max(
            run.geometry().width() * run.geometry().cellLRadians(),
            run.geometry().height() * run.geometry().cellMRadians());
    return new ProductMetadata(
        new ProductMetadata.Identity(
            type, kind, 3, scope, name, Did.of(scope, dataset + "/" + file.getFileName())),
        observation.object().strip(),
        new ProductMetadata.SkyCoverage(
            observation.rightAscensionRadians() * degrees,
            observation.declinationRadians() * degrees,
            field * degrees,
            beam.map(shape -> shape.majorRadians() * degrees * 3600).orElse(Double.NaN)),
        new ProductMetadata.TimeCoverage(
            plan.counts().startMjd(), plan.counts().endMjd(), Double.NaN),
        ProductMetadata.SpectralCoverage.ofFrequencies(band.lowHz(), band.highHz()),
        products.stream().map(Enum::name).toList(),
        new ProductMetadata.Instrument(
            observation.telescope().strip(), observation.instrument().strip()),
        new ProductMetadata.Access(format, Files.size(file)),
        List.of());
  }
}
