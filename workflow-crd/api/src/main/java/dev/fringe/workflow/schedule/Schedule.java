package dev.fringe.workflow.schedule;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlNode.Items;
import dev.fringe.yaml.YamlNode.Kind;
import dev.fringe.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A schedule that is right, with its template as it was written. */
public final class Schedule {
  private static final int LONGEST_LABEL = 63;

  private final WorkflowSchedule declared;
  private final YamlNode document;

  Schedule(WorkflowSchedule declared, YamlNode document) {
    this.declared = declared;
    this.document = document;
  }

  /** {@code metadata.name}. */
  public String name() {
    return declared.metadata().name();
  }

  /** {@code metadata.namespace}. */
  public Optional<String> namespace() {
    return declared.metadata().namespace();
  }

  /** When, where and how; the template's spec has sample values for parameters. */
  public ScheduleSpec spec() {
    return declared.spec();
  }

  /** What was read: maps, lists, texts, numbers and truth values. */
  public Map<String, Object> tree() {
    return Trees.plain((Fields) document);
  }

  /**
   * The workflow of a batch.
   *
   * @throws WorkflowException if the template does not make a workflow of these files: what is
   *     wrong is told at the workflow's own paths
   */
  public Workflow render(Batch batch) {
    String workflow = batch.workflowName(name());
    Map<String, Entry> metadata = new LinkedHashMap<>();
    put(metadata, "name", text(workflow));
    NewFile first = batch.files().getFirst();
    at("spec.template.metadata.labels")
        .ifPresent(
            labels -> put(metadata, "labels", filled(labels, batch, first, Schedule::label)));
    at("spec.template.metadata.annotations")
        .ifPresent(
            remarks ->
                put(
                    metadata,
                    "annotations",
                    filled(remarks, batch, first, UnaryOperator.identity())));
    Fields template = (Fields) at("spec.template.spec").orElseThrow();
    Map<String, Entry> spec = new LinkedHashMap<>();
    template
        .entries()
        .forEach(
            (field, entry) ->
                put(
                    spec,
                    field,
                    field.equals("inputs") && entry.value() instanceof Items items
                        ? inputs(items, batch)
                        : filled(entry.value(), batch, first, UnaryOperator.identity())));
    Map<String, Entry> whole = new LinkedHashMap<>();
    put(whole, "apiVersion", text(Workflow.API_VERSION));
    put(whole, "kind", text(Workflow.KIND));
    put(whole, "metadata", new Fields(metadata, document.origin()));
    put(whole, "spec", new Fields(spec, template.origin()));
    return WorkflowReader.read(workflow, new Fields(whole, document.origin()));
  }

  private Items inputs(Items items, Batch batch) {
    List<YamlNode> inputs = new ArrayList<>();
    for (YamlNode item : items.items()) {
      boolean isOfEach =
          Texts.words(item).stream()
              .anyMatch(word -> Parameter.of(word).filter(Parameter::isOfOneFile).isPresent());
      for (NewFile file : isOfEach ? batch.files() : batch.files().subList(0, 1)) {
        inputs.add(filled(item, batch, file, UnaryOperator.identity()));
      }
    }
    return new Items(inputs, items.origin());
  }

  private YamlNode filled(YamlNode node, Batch batch, NewFile file, UnaryOperator<String> shaped) {
    return Texts.map(
        node, text -> shaped.apply(Texts.filled(text, word -> value(word, batch, file))));
  }

  private String value(String word, Batch batch, NewFile file) {
    return switch (Parameter.of(word).orElseThrow()) {
      case INPUT_DID, INPUT_FILE -> file.id();
      case INPUT_NAME -> NewFile.safe(file.name());
      case INPUT_STEM -> NewFile.safe(file.stem());
      // Where nothing tells it, the text is one that no field takes: the fault names it.
      case INPUT_TARGET -> file.target().orElse("{target of " + file.name() + " is not known}");
      case INPUT_DATE -> file.night().toString();
      case SCHEDULE_NAME -> name();
      case BATCH_KEY -> batch.key();
      case BATCH_SIZE -> String.valueOf(batch.files().size());
    };
  }

  /** What Kubernetes takes in a label. */
  private static String label(String value) {
    String safe = NewFile.safe(value).replaceAll("^[^A-Za-z0-9]+", "");
    return safe.substring(0, Math.min(LONGEST_LABEL, safe.length()))
        .replaceAll("[^A-Za-z0-9]+$", "");
  }

  private Optional<YamlNode> at(String path) {
    return Trees.at(document, path);
  }

  private YamlNode text(String value) {
    return new Scalar(value, Kind.TEXT, document.origin());
  }

  private void put(Map<String, Entry> into, String name, YamlNode value) {
    into.put(name, new Entry(document.origin(), value));
  }
}
