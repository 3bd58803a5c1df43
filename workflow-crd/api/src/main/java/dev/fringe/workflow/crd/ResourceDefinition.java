package dev.fringe.workflow.crd;

import dev.fringe.workflow.Metadata;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowSpec;
import dev.fringe.workflow.schedule.ScheduleMetadata;
import dev.fringe.workflow.schedule.ScheduleSpec;
import dev.fringe.workflow.schedule.WorkflowSchedule;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.FieldDescription;
import dev.fringe.workflow.status.ScheduleStatus;
import dev.fringe.workflow.status.WorkflowStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The CustomResourceDefinitions of our resources. */
public enum ResourceDefinition {
  /** Visibilities to published images. */
  WORKFLOW(
      Workflow.KIND,
      "fwf",
      "Visibilities to published images",
      "What is to be done",
      Metadata.class,
      WorkflowSpec.class,
      WorkflowStatus.class) {
    @Override
    List<Object> columns() {
      return List.of(
          column("Phase", "string", ".status.phase", 0),
          column("Stage", "string", ".status.progress.stage", 0),
          column("%", "integer", ".status.progress.percent", 0),
          column("End", "string", ".status.progress.estimatedEnd", 0),
          column("Attempts", "integer", ".status.attempts", 0),
          column("Age", "date", ".metadata.creationTimestamp", 0),
          column("Noise", "string", ".status.summary.noise", 1),
          column("Peak", "string", ".status.summary.peak", 1),
          column("Flink", "string", ".status.flink.state", 1),
          column("Reused", "string", ".status.work.reusedFrom", 1),
          column("Message", "string", ".status.message", 1));
    }
  },

  /** New files to workflows. */
  SCHEDULE(
      WorkflowSchedule.KIND,
      "fws",
      "New files to workflows",
      "When to look, where, and what to do with what is new",
      ScheduleMetadata.class,
      ScheduleSpec.class,
      ScheduleStatus.class) {
    @Override
    List<Object> columns() {
      return List.of(
          column("Schedule", "string", ".spec.schedules[0]", 0),
          column("State", "string", ".spec.state", 0),
          column("Taken", "integer", ".status.taken", 0),
          column("Waiting", "integer", ".status.waiting", 0),
          column("Active", "integer", ".status.active", 0),
          column("Failed", "integer", ".status.failed", 0),
          column("Last", "date", ".status.lastSchedule", 0),
          column("Next", "string", ".status.nextSchedule", 0),
          column("Age", "date", ".metadata.creationTimestamp", 0),
          column("Zone", "string", ".spec.timeZone", 1),
          column("Message", "string", ".status.message", 1));
    }
  };

  private static final String GROUP =
      Workflow.API_VERSION.substring(0, Workflow.API_VERSION.indexOf('/'));
  private static final String VERSION = Workflow.API_VERSION.substring(GROUP.length() + 1);

  private final String kind;
  private final String brief;
  private final String about;
  private final String aboutSpec;
  private final Class<? extends Record> metadata;
  private final Class<? extends Record> spec;
  private final Class<? extends Record> status;

  ResourceDefinition(
      String kind,
      String brief,
      String about,
      String aboutSpec,
      Class<? extends Record> metadata,
      Class<? extends Record> spec,
      Class<? extends Record> status) {
    this.kind = kind;
    this.brief = brief;
    this.about = about;
    this.aboutSpec = aboutSpec;
    this.metadata = metadata;
    this.spec = spec;
    this.status = status;
  }

  /** What {@code kubectl get} shows. */
  abstract List<Object> columns();

  /** The kind of resource that it defines. */
  public String kind() {
    return kind;
  }

  private String singular() {
    return kind.toLowerCase(Locale.ROOT);
  }

  /** The definition's own name, such as {@code workflows.fringe.dev}. */
  public String definitionName() {
    return singular() + "s." + GROUP;
  }

  /** As {@code kubectl apply} takes it. */
  public String yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    options.setSplitLines(false);
    return "# Written by ResourceDefinitionTest from the records' @Field and @Rule; do not edit.\n"
        + new Yaml(options).dump(tree());
  }

  /** As a tree of maps, lists, texts, numbers and truth values. */
  public SequencedMap<String, Object> tree() {
    return map(
        "apiVersion",
        "apiextensions.k8s.io/v1",
        "kind",
        "CustomResourceDefinition",
        "metadata",
        map("name", definitionName()),
        "spec",
        map(
            "group",
            GROUP,
            "names",
            map(
                "kind",
                kind,
                "listKind",
                kind + "List",
                "plural",
                singular() + "s",
                "singular",
                singular(),
                "shortNames",
                List.of(brief),
                "categories",
                List.of("all", "fringe")),
            "scope",
            "Namespaced",
            "versions",
            List.of(
                map(
                    "name",
                    VERSION,
                    "served",
                    true,
                    "storage",
                    true,
                    "schema",
                    map("openAPIV3Schema", schema()),
                    "subresources",
                    map("status", map()),
                    "additionalPrinterColumns",
                    columns()))));
  }

  /** The schema of a whole resource. */
  public SequencedMap<String, Object> schema() {
    SequencedMap<String, Object> statusSchema = Schemas.reported(status);
    statusSchema.putFirst("description", "What the operator tells");
    SequencedMap<String, Object> specSchema = Schemas.of(spec);
    specSchema.putFirst("description", aboutSpec);
    return map(
        "type", "object",
        "description", about,
        "required", List.of("spec"),
        "properties",
            map(
                "apiVersion", map("type", "string"),
                "kind", map("type", "string"),
                "metadata", map("type", "object"),
                "spec", specSchema,
                "status", statusSchema),
        "x-kubernetes-validations", List.of(nameRule()));
  }

  private SequencedMap<String, Object> nameRule() {
    Field name =
        Arrays.stream(metadata.getRecordComponents())
            .filter(component -> component.getName().equals("name"))
            .map(FieldDescription::declared)
            .findFirst()
            .orElseThrow();
    return map(
        "rule",
        Cel.matches("self.metadata.name", "^(" + name.pattern() + ")$"),
        "message",
        "metadata.name: write " + name.patternInWords());
  }

  private static SequencedMap<String, Object> column(
      String name, String type, String path, int priority) {
    return map("name", name, "type", type, "jsonPath", path, "priority", priority);
  }

  private static SequencedMap<String, Object> map(Object... keysAndValues) {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
