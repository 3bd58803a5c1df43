package dev.fringe.pipelines.products;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.polarisation.StokesCombiner;
import dev.fringe.imaging.sky.Icrs;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.storage.image.ImageHeader;
import dev.fringe.storage.image.ImageUnit;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.product.ProductMetadata;
import dev.fringe.storage.visibility.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
            plan.counts().time().startMjd()),
        written,
        Version.software(),
        "Pixels are sums over visibilities, not divided by n = sqrt(1 - l^2 - m^2).\n"
            + run.workflow().toYaml(),
        Map.of("WSUM", packed.weights().imaging(), "NVIS", (double) packed.samples()));
  }

  /** ObsCore metadata of a product. */
  ProductMetadata metadata(ProductKind kind, long bytes) {
    return metadata(
        new ProductMetadata.Identity(
            kind.type(),
            kind.subtype(),
            kind.calibrationLevel(),
            collection(),
            observationId(),
            publisher(kind),
            title(kind.title()),
            Optional.of(written)),
        kind,
        new ProductMetadata.Access(kind.format(), bytes));
  }

  /**
   * ObsCore metadata of all products together: those of the chief among them.
   *
   * @param bytes of all files
   */
  ProductMetadata datasetMetadata(ProductKind chief, long bytes) {
    return metadata(
        new ProductMetadata.Identity(
            chief.type(),
            "",
            chief.calibrationLevel(),
            collection(),
            observationId(),
            dataset(),
            title("Images and sources"),
            Optional.of(written)),
        chief,
        new ProductMetadata.Access(chief.format(), bytes));
  }

  private ProductMetadata metadata(
      ProductMetadata.Identity identity, ProductKind kind, ProductMetadata.Access access) {
    return new ProductMetadata(
        identity,
        observation.object().strip(),
        sky(),
        new ProductMetadata.TimeCoverage(
            plan.counts().time().startMjd(),
            plan.counts().time().endMjd(),
            plan.counts().time().exposureSeconds()),
        ProductMetadata.SpectralCoverage.ofFrequencies(band.lowHz(), band.highHz()),
        polarisations(kind),
        new ProductMetadata.Observable(kind.ucd(), kind.unit()),
        kind.isImage()
            ? ProductMetadata.Pixels.ofImage(
                run.geometry().width(),
                run.geometry().height(),
                Math.toDegrees(run.geometry().cellLRadians()) * 3600)
            : ProductMetadata.Pixels.NONE,
        new ProductMetadata.Instrument(
            observation.telescope().strip(), observation.instrument().strip()),
        access,
        progenitors());
  }

  private ProductMetadata.SkyCoverage sky() {
    ImageGeometry geometry = run.geometry();
    SkyPosition phaseCentre =
        new SkyPosition(observation.rightAscensionRadians(), observation.declinationRadians());
    Optional<SkyPosition> centre =
        Icrs.of(
            new TangentPlane(phaseCentre).position(geometry.centreL(), geometry.centreM()),
            observation.equinox());
    double field =
        Math.max(
            geometry.width() * geometry.cellLRadians(),
            geometry.height() * geometry.cellMRadians());
    return new ProductMetadata.SkyCoverage(
        centre.map(at -> Math.toDegrees(at.rightAscensionRadians())).orElse(Double.NaN),
        centre.map(at -> Math.toDegrees(at.declinationRadians())).orElse(Double.NaN),
        Math.toDegrees(field),
        ImageOutline.of(geometry, phaseCentre, observation.equinox()),
        beam.map(shape -> Math.toDegrees(shape.minorRadians()) * 3600).orElse(Double.NaN),
        beam.map(shape -> Math.toDegrees(shape.majorRadians()) * 3600).orElse(Double.NaN));
  }

  private List<String> polarisations(ProductKind kind) {
    return switch (kind) {
      case DIRTY, MODEL, RESIDUAL, IMAGE -> products.stream().map(Enum::name).toList();
      case PREVIEW, SOURCES -> List.of(products.getFirst().name());
      case PSF, GAINS, SUMMARY, DATA_PRODUCT, PROVENANCE -> List.of();
    };
  }

  private String title(String what) {
    String object = observation.object().strip();
    return object.isEmpty() ? what : object + ": " + what.toLowerCase(Locale.ROOT);
  }

  private String collection() {
    return dataset().map(Did::scope).orElse("");
  }

  private String observationId() {
    return dataset().map(Did::name).orElse(run.workflow().name());
  }

  /** The dataset in which the products are published, if they are. */
  Optional<Did> dataset() {
    return run.workflow()
        .spec()
        .publish()
        .map(p -> Did.of(p.scope(), p.dataset().orElse(run.workflow().name())));
  }

  private Optional<Did> publisher(ProductKind kind) {
    return dataset().map(kind::did);
  }

  private List<Did> progenitors() {
    return run.workflow().spec().inputs().stream()
        .flatMap(input -> input.did().stream())
        .map(Did::parse)
        .toList();
  }
}
