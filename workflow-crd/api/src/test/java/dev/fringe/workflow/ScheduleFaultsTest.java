package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.schedule.ScheduleReader;
import dev.fringe.yaml.Fault;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a schedule is refused at its path, with words that say what is right. */
class ScheduleFaultsTest {
  private static final List<String> BASE =
      List.of(
          "apiVersion: fringe.dev/v1alpha1",
          "kind: WorkflowSchedule",
          "metadata: {name: s}",
          "spec:",
          "  schedules: [\"0 9 * * *\"]",
          "  source: {prefix: {address: \"s3://raw/\", pattern: \"{target}_{date}.uvfits\"}}",
          "  template: {spec: {inputs: [{file: \"{{input.file}}\"}]}}");

  /** The schedule with one line in place of the line of that field, or added. */
  static String with(String line) {
    String field = line.substring(0, line.indexOf(':') + 1);
    boolean isTop = BASE.contains(field) || BASE.stream().anyMatch(l -> l.startsWith(field));
    String indented = isTop ? line : "  " + line;
    String start = isTop ? field : "  " + field;
    boolean isNew = BASE.stream().noneMatch(l -> l.startsWith(start));
    boolean isLake = line.startsWith("source: {dataset") || line.startsWith("source: {query");
    return BASE.stream()
            .map(l -> l.startsWith(start) ? indented : l)
            .map(l -> isLake ? l.replace("file: \"{{input.file}}", "did: \"{{input.did}}") : l)
            .collect(Collectors.joining("\n", "", "\n"))
        + (isNew ? indented + "\n" : "");
  }

  private static String template(String spec) {
    return "template: {spec: {inputs: [{file: \"{{input.file}}\"}], " + spec + "}}";
  }

  private static String inputs(String inputs) {
    return "template: {spec: {inputs: " + inputs + "}}";
  }

  static Stream<Arguments> faulty() {
    return all().map(f -> Arguments.of(f.get()[0]));
  }

  private static Stream<Arguments> all() {
    return Stream.of(
        bad("metadata: {name: Nightly}", "metadata.name", "lower-case letters"),
        bad("metadata: {name: " + "n".repeat(53) + "}", "metadata.name", "at most 52"),
        bad("schedules: []", "spec.schedules", "at least 1"),
        bad("schedules: \"0 9 * * *\"", "spec.schedules", "should be a list"),
        bad("schedules: [\"0 9 * *\"]", "spec.schedules[0]", "minute, hour, day of the month"),
        bad("schedules: [\"0 25 * * *\"]", "spec.schedules[0]", "25", "30 9 * * MON-FRI"),
        bad("schedules: [\"60 9 * * *\"]", "spec.schedules[0]", "60"),
        bad("schedules: [\"0 9 0 * *\"]", "spec.schedules[0]", "is no cron line"),
        bad("schedules: [\"0 9 * 13 *\"]", "spec.schedules[0]", "is no cron line"),
        bad("schedules: [\"0 9 * * MONDAY\"]", "spec.schedules[0]", "is no cron line"),
        bad("schedules: [\"0 0 9 * * *\"]", "spec.schedules[0]", "is no cron line"),
        bad("schedules: [\"@nightly\"]", "spec.schedules[0]", "@daily"),
        bad("schedules: [\"0 22-2 * * *\"]", "spec.schedules[0]", "is no cron line"),
        bad("schedules: [\"0 0 30 2 *\"]", "spec.schedules[0]", "never come"),
        bad("timeZone: Europe/Zürich", "spec.timeZone", "did you mean Europe/Zurich?"),
        bad("timeZone: +02:00", "spec.timeZone", "no time zone"),
        bad("timeZone: Mars/Olympus", "spec.timeZone", "no time zone", "Europe/Zurich"),
        bad("concurrencyPolicy: allow", "spec.concurrencyPolicy", "did you mean Allow?"),
        bad("startingDeadline: 3600", "spec.startingDeadline", "it has no unit"),
        bad("startingDeadline: 0 s", "spec.startingDeadline", "above 0 s"),
        bad("state: Paused", "spec.state", "Running, Suspended"),
        bad("history: {successful: -1}", "spec.history.successful", "at least 0"),
        bad("history: 3", "spec.history", "mapping of fields"),
        bad("most: 0", "spec.most", "at least 1"),
        bad("source: {}", "spec.source", "names no source"),
        bad(
            "source: {prefix: {address: \"s3://raw/\"}, dataset: {did: \"o:d\"}}",
            "spec.source",
            "exactly one"),
        bad("source: {prefix: {address: /raw}}", "spec.source.prefix.address", "s3://"),
        bad(
            "source: {prefix: {address: \"https://me:pw@host/raw\"}}",
            "spec.source.prefix.address",
            "without user"),
        bad(
            "source: {prefix: {address: \"s3://raw/\", settle: 0 s}}",
            "spec.source.prefix.settle",
            "at least 1 s"),
        bad(
            "source: {prefix: {address: \"s3://raw/\", pattern: \"{name}.uvfits\"}}",
            "spec.source.prefix.pattern",
            "{target}_{date}"),
        bad(
            "source: {prefix: {address: \"s3://raw/\", pattern: \"/a\"}}",
            "spec.source.prefix.pattern",
            "does not begin with /"),
        bad(
            "source: {prefix: {address: \"s3://raw/\", pattern: \"{date}_{date}\"}}",
            "spec.source.prefix.pattern",
            "each once"),
        bad("source: {dataset: {did: survey}}", "spec.source.dataset.did", "scope:name"),
        bad(
            "source: {dataset: {did: \"o:d\", when: Whole}}",
            "spec.source.dataset.when",
            "Available, Closed"),
        bad("source: {query: {scope: obs}}", "spec.source.query.metadata", "is missing"),
        bad("batching: {by: Files}", "spec.batching.by", "did you mean File?"),
        bad("batching: {by: Count}", "spec.batching.size", "is missing"),
        bad("batching: {by: Count, size: 1}", "spec.batching.size", "at least 2"),
        bad("batching: {by: Night, size: 4}", "spec.batching.size", "only with by: Count"),
        bad("batching: {by: Night, wait: 1 h}", "spec.batching.wait", "only with by: Count"),
        bad("template: {spec: {}}", "spec.template.spec.inputs", "is missing"),
        bad(inputs("[{file: a.uvfits}]"), "spec.template.spec.inputs", "do not name the new file"),
        bad(inputs("[{did: \"{{input.did}}\"}]"), "spec.template.spec.inputs[0].did", "input.file"),
        bad(
            inputs("[{file: \"{{input.fiel}}\"}]"),
            "spec.template.spec.inputs[0].file",
            "did you mean input.file?"),
        bad(
            inputs("[{file: \"{{input.file}\"}]"),
            "spec.template.spec.inputs[0].file",
            "braces that are no parameter"),
        bad(template("image: {cell: 2}"), "spec.template.spec.image.cell", "it has no unit"),
        bad(template("image: {size: 1023}"), "spec.template.spec.image.size", "is odd"),
        bad(
            template("image: {size: 4096, cell: 2 arcmin}"),
            "spec.template.spec.image.cell",
            "celestial sphere"),
        bad(template("imgae: {}"), "spec.template.spec.imgae", "did you mean image?"),
        bad(
            template("image: {psf: skipped}"),
            "spec.template.spec.image.psf",
            "only with clean.algorithm: none"),
        bad(
            template("clean: {autoMask: 2 sigma}"),
            "spec.template.spec.clean.autoMask",
            "below the threshold"),
        bad(
            template("publish: {scope: d, dataset: \"a b\"}"),
            "spec.template.spec.publish.dataset",
            "at most 250"),
        bad(
            template("publish: {scope: d, dataset: \"{{input.file}}\"}"),
            "spec.template.spec.publish.dataset",
            "with sample values"),
        bad(
            template("publish: {scope: d, dataset: \"{{input.ra}}\"}"),
            "spec.template.spec.publish.dataset",
            "no parameter {{input.ra}}"),
        bad(
            template("engine: {mode: \"{{input.target}}\"}"),
            "spec.template.spec.engine.mode",
            "Embedded"),
        bad(
            "template: {metadata: {labels: {a b: c}}, spec: {inputs: [{file: '{{input.file}}'}]}}",
            "spec.template.metadata.labels.a b",
            "name of a label"),
        bad("templates: {}", "spec.templates", "did you mean template?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void aFaultIsToldAtItsPathWithWhatWouldBeRight(String line, String path, List<String> words) {
    List<Fault> faults = faultsOf(with(line));
    Fault fault = faults.getFirst();
    assertEquals(path, fault.path(), faults::toString);
    assertEquals(1, faults.size(), faults::toString);
    for (String word : words) {
      assertTrue(fault.message().contains(word), () -> fault + " lacks: " + word);
    }
  }

  @Test
  void whatNothingTellsIsNoParameter() {
    String text =
        with("source: {prefix: {address: \"s3://raw/\"}}")
            .replace("{{input.file}}\"}]", "{{input.file}}\"}], scratch: \"{{input.target}}\"");
    Fault fault = faultsOf(text).getFirst();
    assertEquals("spec.template.spec.scratch", fault.path());
    assertTrue(fault.message().contains("write {target} in spec.source.prefix.pattern"));
  }

  private static List<Fault> faultsOf(String text) {
    return assertThrows(WorkflowException.class, () -> ScheduleReader.read("s.yaml", text))
        .faults();
  }

  private static Arguments bad(String line, String path, String... words) {
    return Arguments.of(line, path, List.of(words));
  }
}
