package dev.fringe.storage.settings;

import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Suggestion;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlNode.Items;
import dev.fringe.yaml.YamlNode.Kind;
import dev.fringe.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of the settings, asked for its fields one by one. What is wrong is noted and counts as
 * left out; {@link #end} refuses the fields that nobody asked for. Values of unknown fields are
 * never quoted: they may be secrets.
 */
final class Section {

  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_ENTRIES = 1000;

  private final Faults faults;
  private final String path;
  private final YamlNode node;
  private final Map<String, Entry> entries;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(Faults faults, String path, Fields fields) {
    this.faults = faults;
    this.path = path;
    this.node = fields;
    this.entries = fields.entries();
  }

  /** The mapping at a path; empty, with a fault, if something else stands there. */
  static Optional<Section> of(Faults faults, String path, YamlNode node) {
    if (node instanceof Fields fields) {
      return Optional.of(new Section(faults, path, fields));
    }
    if (!node.isNull()) {
      faults.add(path, node.origin(), "", "should be a mapping, of lines \"field: value\"");
    }
    return Optional.empty();
  }

  String path() {
    return path;
  }

  /** Where a field stands. */
  String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Notes that a field's value is wrong; only the message may quote it. */
  void refuse(String field, String message) {
    faults.add(path(field), found(field).map(Entry::value).orElse(node).origin(), "", message);
  }

  /** A text, or a fault that says what it would have been. */
  Optional<String> required(String field, String about) {
    Optional<String> text = text(field);
    if (text.isEmpty() && found(field).isEmpty()) {
      faults.add(path(field), node.origin(), "", "is missing: " + about);
    }
    return text;
  }

  /** A text, if it is there. */
  Optional<String> text(String field) {
    return found(field).flatMap(entry -> text(path(field), entry.value()));
  }

  private Optional<String> text(String where, YamlNode value) {
    if (!(value instanceof Scalar scalar)) {
      faults.add(where, value.origin(), "", value.shown() + " cannot stand here: write a text");
      return Optional.empty();
    }
    String text = scalar.text();
    if (text.isBlank()) {
      faults.add(where, value, "is blank: write a text, or take the line out");
    } else if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      faults.add(where, value.origin(), "", "is too long or holds control characters");
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  /** True or false, if it is there. */
  Optional<Boolean> flag(String field) {
    return found(field)
        .flatMap(
            entry -> {
              if (entry.value() instanceof Scalar(String text, Kind kind, _)
                  && kind == Kind.BOOLEAN
                  && text.matches("true|false")) {
                return Optional.of(Boolean.valueOf(text));
              }
              refuse(field, "\"" + entry.value().shown() + "\" is not true or false");
              return Optional.empty();
            });
  }

  /** A list of texts; empty if it is not there. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    List<YamlNode> items = items(field);
    for (int i = 0; i < items.size(); i++) {
      text(path(field) + "[" + i + "]", items.get(i)).ifPresent(texts::add);
    }
    return texts;
  }

  /** A mapping, if it is there. */
  Optional<Section> section(String field) {
    return found(field).flatMap(entry -> of(faults, path(field), entry.value()));
  }

  /** A list of mappings; empty if it is not there. */
  List<Section> sections(String field) {
    List<Section> sections = new ArrayList<>();
    List<YamlNode> items = items(field);
    for (int i = 0; i < items.size(); i++) {
      of(faults, path(field) + "[" + i + "]", items.get(i)).ifPresent(sections::add);
    }
    return sections;
  }

  /** All mappings in this one, by the names that the user gave them. */
  Map<String, Section> named() {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (String name : entries.keySet()) {
      section(name).ifPresent(section -> sections.put(name, section));
    }
    return sections;
  }

  private List<YamlNode> items(String field) {
    Optional<Entry> entry = found(field);
    if (entry.isEmpty()) {
      return List.of();
    }
    if (!(entry.get().value() instanceof Items(List<YamlNode> items, _))) {
      refuse(field, "should be a list: write [a, b], or each item on a line that begins with -");
      return List.of();
    }
    if (items.size() > MOST_ENTRIES) {
      refuse(field, "has %d items; at most %d".formatted(items.size(), MOST_ENTRIES));
      return List.of();
    }
    return items;
  }

  private Optional<Entry> found(String field) {
    known.add(field);
    return Optional.ofNullable(entries.get(field)).filter(entry -> !entry.value().isNull());
  }

  /** Refuses the fields that were not asked for. */
  void end() {
    entries.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            faults.add(path(shown(name)), entry.keyOrigin(), "", unknown(name));
          }
        });
  }

  private String unknown(String name) {
    return Secrets.insteadOf(name)
        .map(better -> "secrets do not belong in the settings: use " + better)
        .orElseGet(
            () ->
                "there is no field %s%s; the fields here are %s"
                    .formatted(
                        shown(name), Suggestion.question(name, known), String.join(", ", known)));
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(60, name.length()));
  }
}
