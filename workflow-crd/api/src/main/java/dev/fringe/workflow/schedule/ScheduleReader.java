package dev.fringe.workflow.schedule;

import dev.fringe.workflow.SpecRules;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.workflow.WorkflowSpec;
import dev.fringe.workflow.yaml.Binder;
import dev.fringe.workflow.yaml.Setting;
import dev.fringe.yaml.Fault;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads schedules, which nobody vouches for, and tells everything that is wrong with one. */
public final class ScheduleReader {
  private static final String SAMPLE = " (with sample values in place of its parameters)";

  private ScheduleReader() {}

  /**
   * The schedule in a file, with settings of the command line laid over it.
   *
   * @throws WorkflowException with every fault found
   */
  public static Schedule read(Path file, List<String> settings) {
    return read(file.toString(), WorkflowReader.textOf(file), settings);
  }

  /**
   * The schedule in a text.
   *
   * @param name what messages call the text
   * @throws WorkflowException with every fault found
   */
  public static Schedule read(String name, String text) {
    return read(name, text, List.of());
  }

  private static Schedule read(String name, String text, List<String> settings) {
    Faults faults = new Faults();
    Optional<YamlNode> document = YamlText.readDocument(name, text, faults);
    for (String setting : settings) {
      Optional<Setting> read = Setting.parse(setting, faults);
      document = document.map(node -> read.map(s -> s.appliedTo(node, faults)).orElse(node));
    }
    Optional<YamlNode> whole = document;
    Optional<WorkflowSchedule> declared = whole.flatMap(node -> bind(node, faults));
    if (!faults.isEmpty() || declared.isEmpty()) {
      throw new WorkflowException(name, faults.list().stream().map(f -> told(f, whole)).toList());
    }
    return new Schedule(declared.get(), whole.orElseThrow());
  }

  /** Whether a file's text is a schedule, for those who take workflows as well. */
  public static boolean isSchedule(Path file) {
    return YamlText.readDocument(file.toString(), WorkflowReader.textOf(file), new Faults())
        .map(document -> document.at("kind"))
        .filter(kind -> kind instanceof YamlNode.Scalar)
        .filter(kind -> kind.shown().equals(WorkflowSchedule.KIND))
        .isPresent();
  }

  private static Optional<WorkflowSchedule> bind(YamlNode document, Faults faults) {
    Binder binder = new Binder(faults);
    Optional<WorkflowSchedule> declared =
        binder.bind(WorkflowSchedule.class, withSamples(document));
    ScheduleRules rules = new ScheduleRules(document, faults);
    binder.made(Source.class).ifPresent(rules::check);
    binder.made(Batching.class).ifPresent(rules::check);
    rules.checkTemplate(
        Templates.in(document), binder.made(Source.class).filter(s -> s.count() == 1));
    binder
        .made(WorkflowSpec.class)
        .ifPresent(spec -> SpecRules.check(spec, document, "spec.template.", faults));
    return declared;
  }

  /** The document with a value for every parameter that is known. */
  private static YamlNode withSamples(YamlNode document) {
    if (!(document instanceof Fields(Map<String, Entry> top, var topOrigin))
        || !(top.get("spec") instanceof Entry(var specKey, Fields(var spec, var specOrigin)))
        || !(spec.get("template") instanceof Entry(var templateKey, YamlNode template))) {
      return document;
    }
    YamlNode filled =
        Texts.map(
            template,
            text ->
                Texts.filled(text, word -> Parameter.of(word).map(Parameter::example).orElse("x")));
    Map<String, Entry> newSpec = new LinkedHashMap<>(spec);
    newSpec.put("template", new Entry(templateKey, filled));
    Map<String, Entry> newTop = new LinkedHashMap<>(top);
    newTop.put("spec", new Entry(specKey, new Fields(newSpec, specOrigin)));
    return new Fields(newTop, topOrigin);
  }

  /** A fault in a text with parameters says that the value is not the one that was written. */
  private static Fault told(Fault fault, Optional<YamlNode> document) {
    boolean isFilled =
        document
            .map(node -> node.at(fault.path()))
            .filter(node -> node instanceof YamlNode.Scalar && Texts.hasParameters(node))
            .isPresent();
    boolean isOfValue = !fault.message().contains("{{");
    return isFilled && isOfValue
        ? new Fault(fault.path(), fault.origin(), fault.value(), fault.message() + SAMPLE)
        : fault;
  }
}
