package dev.fringe.pipelines.products;

import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.polarisation.StokesCombiner;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.PackedData;
import dev.fringe.storage.image.ImageHeader;
import dev.fringe.storage.image.ImageUnit;
import dev.fringe.storage.visibility.Observation;
import java.time.Instant;
import java.util.LinkedHashMap;
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

  /** ObsCore 1.1, the columns that a product of imaging has. */
  Map<String, Object> obsCore(String file, String format, String productType) {
    double degrees = Math.toDegrees(1);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("dataproduct_type", productType);
    row.put("calib_level", 3);
    row.put("obs_collection", run.workflow().spec().publish().map(p -> p.scope()).orElse(""));
    row.put("obs_id", run.workflow().name());
    row.put("obs_title", file);
    row.put("access_format", format);
    row.put("target_name", observation.object().strip());
    row.put("s_ra", observation.rightAscensionRadians() * degrees);
    row.put("s_dec", observation.declinationRadians() * degrees);
    row.put(
        "s_fov",
        Math.max(
                run.geometry().width() * run.geometry().cellLRadians(),
                run.geometry().height() * run.geometry().cellMRadians())
            * degrees);
    beam.ifPresent(shape -> row.put("s_resolution", shape.majorRadians() * degrees * 3600));
    row.put("t_min", plan.counts().startMjd());
    row.put("t_max", plan.counts().endMjd());
    row.put("em_min", SampleBlock.SPEED_OF_LIGHT / band.highHz());
    row.put("em_max", SampleBlock.SPEED_OF_LIGHT / band.lowHz());
    row.put("pol_states", "/" + String.join("/", products.stream().map(Enum::name).toList()) + "/");
    row.put("facility_name", observation.telescope().strip());
    row.put("instrument_name", observation.instrument().strip());
    row.put("o_ucd", "phot.flux.density");
    return row;
  }
}
