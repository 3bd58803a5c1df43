package dev.fringe.workflow.schedule;

import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Suggestion;
import dev.fringe.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What no field of a schedule can tell alone. */
final class ScheduleRules {
  private static final String TEMPLATE = "spec.template";

  private final YamlNode document;
  private final Faults faults;

  ScheduleRules(YamlNode document, Faults faults) {
    this.document = document;
    this.faults = faults;
  }

  void check(Source source) {
    if (source.count() != 1) {
      refuse(
          "spec.source",
          (source.count() == 0 ? "names no source" : "names " + source.count() + " sources")
              + ": write exactly one of prefix, dataset and query");
    }
    source.prefix().ifPresent(prefix -> pattern("prefix", prefix.pattern()));
    source.dataset().ifPresent(dataset -> pattern("dataset", dataset.pattern()));
    source.query().ifPresent(query -> pattern("query", query.pattern()));
    source
        .query()
        .filter(query -> query.metadata().isEmpty())
        .ifPresent(
            query ->
                refuse(
                    "spec.source.query.metadata",
                    "is missing: write what the files' metadata have, such as obs_collection:"
                        + " SURVEY"));
  }

  private void pattern(String kind, String pattern) {
    if (FilePattern.repeats(pattern)) {
      refuse(
          "spec.source." + kind + ".pattern",
          "\"" + pattern + "\" has {target} or {date} twice: write each once");
    }
  }

  void check(Batching batching) {
    boolean isCount = batching.by() == Batching.By.COUNT;
    if (isCount != batching.size().isPresent()) {
      refuse(
          "spec.batching.size",
          isCount
              ? "is missing: with by: Count, write how many files make a workflow"
              : "has a meaning only with by: Count: leave it out, or write by: Count");
    }
    if (!isCount && batching.waitLimit().isPresent()) {
      refuse(
          "spec.batching.wait",
          "has a meaning only with by: Count: leave it out, or write by: Count");
    }
  }

  /** The texts that have parameters; the source, if there is one that is right. */
  void checkTemplate(Map<String, YamlNode.Scalar> texts, Optional<Source> source) {
    texts.forEach((path, text) -> checkText(path, text, source));
    Optional<YamlNode> inputs = Trees.at(document, "spec.template.spec.inputs");
    if (inputs.isPresent()
        && Stream.of(Parameter.INPUT_DID, Parameter.INPUT_FILE)
            .noneMatch(p -> Texts.words(inputs.get()).contains(p.word()))) {
      refuse(
          TEMPLATE + ".spec.inputs",
          "do not name the new file: write did: \"{{input.did}}\" for files of the lake, or file:"
              + " \"{{input.file}}\" for those below a prefix");
    }
    labels();
  }

  private void checkText(String path, YamlNode.Scalar text, Optional<Source> source) {
    if (Texts.isBroken(text.text())) {
      refuse(
          path,
          "\"" + text.shown() + "\" has braces that are no parameter: " + Texts.whatIsRight());
      return;
    }
    Set<String> words = Texts.words(text);
    for (String word : words) {
      Optional<Parameter> parameter = Parameter.of(word);
      if (parameter.isEmpty()) {
        List<String> known = Arrays.stream(Parameter.values()).map(Parameter::word).toList();
        refuse(
            path,
            "there is no parameter {{"
                + word
                + "}}"
                + Suggestion.question(word, known)
                + "; there are "
                + Parameter.words());
      } else {
        source.ifPresent(s -> fits(path, parameter.get(), s));
      }
    }
  }

  private void fits(String path, Parameter parameter, Source source) {
    if (parameter == Parameter.INPUT_DID && !source.isLake()) {
      refuse(path, "files below a prefix have no {{input.did}}: write {{input.file}}");
    } else if (parameter == Parameter.INPUT_FILE && source.isLake()) {
      refuse(path, "files of the lake have no {{input.file}}: write {{input.did}}");
    } else if (parameter == Parameter.INPUT_TARGET
        && !source.isLake()
        && !source.pattern().tellsTarget()) {
      refuse(
          path,
          "nothing tells {{input.target}}: write {target} in spec.source.prefix.pattern, such as"
              + " {target}_*.uvfits");
    }
  }

  /** As Kubernetes wants them, who would refuse every workflow of the schedule otherwise. */
  private void labels() {
    if (Trees.at(document, "spec.template.metadata.labels").orElse(document)
            instanceof YamlNode.Fields labels
        && labels != document) {
      labels
          .entries()
          .forEach(
              (name, entry) -> {
                String path = "spec.template.metadata.labels." + name;
                if (!name.matches(
                    "([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
                  refuse(path, "is no name of a label: write letters, digits, . _ - alone");
                } else if (!Texts.hasParameters(entry.value())
                    && !entry
                        .value()
                        .shown()
                        .matches("([A-Za-z0-9]([\\w.-]{0,61}[A-Za-z0-9])?)?")) {
                  refuse(
                      path,
                      "\""
                          + entry.value().shown()
                          + "\" is no label: write at most 63 letters, digits, . _ -");
                }
              });
    }
  }

  private void refuse(String path, String message) {
    if (!faults.touch(path)) {
      faults.add(path, document.at(path), message);
    }
  }
}
