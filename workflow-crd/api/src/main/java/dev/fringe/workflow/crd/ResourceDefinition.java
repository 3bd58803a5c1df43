package dev.fringe.workflow.crd;

import dev.fringe.workflow.Metadata;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowSpec;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.FieldDescription;
import dev.fringe.workflow.status.WorkflowStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The CustomResourceDefinition of {@code Workflow}. */
public final class ResourceDefinition {
  private static final String GROUP =
      Workflow.API_VERSION.substring(0, Workflow.API_VERSION.indexOf('/'));
  private static final String VERSION = Workflow.API_VERSION.substring(GROUP.length() + 1);

  private ResourceDefinition() {}

  /** As {@code kubectl apply} takes it. */
  public static String workflowYaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    options.setSplitLines(false);
    return "# Written by ResourceDefinitionTest from the records' @Field and @Rule; do not edit.\n"
        + new Yaml(options).dump(workflow());
  }

  /** As a tree of maps, lists, texts, numbers and truth values. */
  public static SequencedMap<String, Object> workflow() {
    return map(
        "apiVersion",
        "apiextensions.k8s.io/v1",
        "kind",
        "CustomResourceDefinition",
        "metadata",
        map("name", "workflows." + GROUP),
        "spec",
        map(
            "group",
            GROUP,
            "names",
            map(
                "kind",
                Workflow.KIND,
                "listKind",
                Workflow.KIND + "List",
                "plural",
                "workflows",
                "singular",
                "workflow",
                "shortNames",
                List.of("fwf"),
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

  /** The schema of a whole Workflow. */
  public static SequencedMap<String, Object> schema() {
    SequencedMap<String, Object> status = Schemas.reported(WorkflowStatus.class);
    status.putFirst("description", "What the operator tells");
    SequencedMap<String, Object> spec = Schemas.of(WorkflowSpec.class);
    spec.putFirst("description", "What is to be done");
    return map(
        "type", "object",
        "description", "Visibilities to published images",
        "required", List.of("spec"),
        "properties",
            map(
                "apiVersion", map("type", "string"),
                "kind", map("type", "string"),
                "metadata", map("type", "object"),
                "spec", spec,
                "status", status),
        "x-kubernetes-validations", List.of(nameRule()));
  }

  private static SequencedMap<String, Object> nameRule() {
    Field name =
        Arrays.stream(Metadata.class.getRecordComponents())
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

  private static List<Object> columns() {
    return List.of(
        column("Phase", "string", ".status.phase", 0),
        column("Stage", "string", ".status.progress.stage", 0),
        column("%", "integer", ".status.progress.percent", 0),
        column("Attempts", "integer", ".status.attempts", 0),
        column("Age", "date", ".metadata.creationTimestamp", 0),
        column("Noise", "string", ".status.summary.noise", 1),
        column("Peak", "string", ".status.summary.peak", 1),
        column("Message", "string", ".status.message", 1));
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
