package dev.fringe.pipelines.products;

import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.gridding.GriddingPlan;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.progress.StageTime;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.provenance.ProvDocument;
import dev.fringe.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The provenance of a run's products: the inputs and the workflow that were used, what was chosen
 * where the workflow leaves it open, each stage with its times, by which software, for whom, and
 * every file that came of it, with checksums. Nothing of the environment or of credentials is in
 * it.
 */
final class RunProvenance {

  private static final String RUN = "imaging";
  private static final String SOFTWARE = "fringe";
  private static final String PERSON = "user";
  private static final String WORKFLOW = "workflow";
  private static final String PRODUCTS = "products";
  private static final double ARCSEC = Math.toDegrees(1) * 3600;

  private final ImagingRun run;
  private final RunHistory history;
  private final Instant written;
  private final ProvDocument document;

  RunProvenance(ImagingRun run, RunHistory history, Instant written) {
    this.run = run;
    this.history = history;
    this.written = written;
    this.document = ProvDocument.in("urn:fringe:run:" + run.key() + ":");
    document
        .agent(PERSON, "prov:Person", Map.of("name", history.submission().account()))
        .agent(SOFTWARE, "prov:SoftwareAgent", SoftwareVersions.ofThisProcess())
        .actedOnBehalfOf(SOFTWARE, PERSON);
    describeRun();
    history.stages().forEach(this::add);
  }

  private void describeRun() {
    Workflow workflow = run.workflow();
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", "Imaging of visibilities");
    description.put("type", "Reduction");
    description.put("version", Version.software());
    description.put(
        "description",
        "Gridding by improved w-stacking, deconvolution in major cycles, restoration");
    document
        .entity("imaging-description", "voprov:ActivityDescription", description)
        .activity(
            RUN,
            history.started(),
            written,
            "imaging-description",
            Map.of("name", workflow.name(), "comment", run.derived()))
        .wasAssociatedWith(RUN, PERSON, "operator")
        .wasAssociatedWith(RUN, SOFTWARE, "executor");
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("name", workflow.name());
    file.put("contentType", "application/yaml");
    file.put("sha256", workflow.wholeHash());
    file.put("specHash", workflow.specHash());
    file.put("value", workflow.toYaml());
    document.entity(WORKFLOW, "voprov:ConfigFile", file).wasConfiguredBy(RUN, WORKFLOW);
  }

  private void add(StageTime stage) {
    String name = "stage-" + stage.stage().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    document
        .entity(
            name + "-description",
            "voprov:ActivityDescription",
            Map.of("name", stage.stage(), "version", Version.software()))
        .activity(
            name,
            stage.started(),
            stage.ended(),
            name + "-description",
            Map.of("name", stage.stage()))
        .wasAssociatedWith(name, SOFTWARE, "executor")
        .wasInformedBy(RUN, name);
  }

  RunProvenance inputs(List<UsedInput> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      UsedInput input = inputs.get(i);
      String name = input(i);
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("name", input.name());
      attributes.put("location", input.location());
      attributes.put("size", input.bytes());
      attributes.put("version", input.version());
      attributes.put("adler32", input.adler32());
      attributes.put("md5", input.md5());
      document.entity(name, "voprov:DatasetEntity", attributes).used(RUN, name, "visibilities");
    }
    return this;
  }

  private static String input(int index) {
    return "input-" + (index + 1);
  }

  /** What was chosen, derived or measured, beside what the workflow says. */
  RunProvenance parameters(ImagingPlan plan, MajorCycle cycle, Optional<EllipticalGaussian> beam) {
    parameter("image.width", run.geometry().width(), "pixel");
    parameter("image.height", run.geometry().height(), "pixel");
    parameter("image.cell", run.geometry().cellLRadians() * ARCSEC, "arcsec");
    GriddingPlan gridding = plan.slabs().getFirst();
    parameter("gridding.accuracy", gridding.epsilon(), "");
    parameter("gridding.precision", gridding.precision().name(), "");
    parameter("gridding.support", gridding.kernel().support(), "pixel");
    parameter("gridding.oversampling", gridding.kernel().oversampling(), "");
    parameter("gridding.gridU", gridding.gridU(), "pixel");
    parameter("gridding.gridV", gridding.gridV(), "pixel");
    parameter("gridding.wPlanes", plan.slabs().stream().mapToInt(GriddingPlan::planes).sum(), "");
    parameter("gridding.slabs", plan.slabs().size(), "");
    parameter("clean.majorCycles", Math.max(0, cycle.number()), "");
    beam.ifPresent(
        shape -> {
          parameter("beam.major", shape.majorRadians() * ARCSEC, "arcsec");
          parameter("beam.minor", shape.minorRadians() * ARCSEC, "arcsec");
          parameter("beam.positionAngle", Math.toDegrees(shape.positionAngleRadians()), "deg");
        });
    return this;
  }

  private void parameter(String name, Object value, String unit) {
    String entity = "parameter-" + name;
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", name);
    attributes.put("value", value);
    attributes.put("unit", unit);
    document.entity(entity, "voprov:Parameter", attributes).wasConfiguredBy(RUN, entity);
  }

  /** The files of the run, and the dataset that they are published in, if they are. */
  RunProvenance products(Map<ProductKind, FileSums> files, Optional<Did> dataset) {
    document
        .entity(
            PRODUCTS,
            "voprov:Collection",
            Map.of(
                "name", run.workflow().name(), "location", dataset.map(Did::toString).orElse("")))
        .wasGeneratedBy(PRODUCTS, RUN, "products")
        .wasAttributedTo(PRODUCTS, PERSON);
    files.forEach(
        (kind, sums) -> {
          String file = kind.fileName(run.workflow().name());
          String entity = "product-" + kind.subtype();
          Map<String, Object> attributes = new LinkedHashMap<>();
          attributes.put("name", file);
          attributes.put("comment", kind.title());
          attributes.put("contentType", kind.format());
          attributes.put("location", dataset.map(kind::did).map(Did::toString).orElse(file));
          attributes.put("size", sums.lake().bytes());
          attributes.put("adler32", sums.lake().adler32());
          attributes.put("md5", sums.lake().md5());
          attributes.put("generatedAtTime", written.toString());
          document
              .entity(entity, "voprov:DatasetEntity", attributes)
              .wasGeneratedBy(entity, RUN, kind.subtype())
              .hadMember(PRODUCTS, entity);
        });
    return this;
  }

  /** That the products as a whole were made of every input. */
  RunProvenance derived(int inputs) {
    for (int i = 0; i < inputs; i++) {
      document.wasDerivedFrom(PRODUCTS, input(i));
    }
    return this;
  }

  String toJson() {
    return document.toJson();
  }
}
