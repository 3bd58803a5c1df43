package dev.fringe.workflow.yaml;

import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Origin;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlNode.Items;
import dev.fringe.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code --set path=value} of the command line: {@code image.size=512}, {@code
 * spec.inputs[0].file=other.uvfits}, {@code publish.rules=[]}. The path begins at the spec unless
 * its first word is one of the resource's own; the value is YAML; an empty value takes the field
 * away, back to its default.
 */
public final class Setting {
  private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec");
  private static final Pattern STEP =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_-]*)((?:\\[[0-9]{1,4}\\])*)");
  private static final Pattern INDEX = Pattern.compile("\\[([0-9]+)\\]");

  /** A step of a path: a key, or an index. */
  private sealed interface Step {
    record Key(String name) implements Step {}

    record Index(int index) implements Step {}
  }

  private final String text;
  private final List<Step> steps;
  private final YamlNode value;

  private Setting(String text, List<Step> steps, YamlNode value) {
    this.text = text;
    this.steps = steps;
    this.value = value;
  }

  /** Reads the setting; empty, with a fault, if it is none. */
  public static Optional<Setting> parse(String text, Faults faults) {
    String source = "--set " + text;
    int equals = text.indexOf('=');
    Optional<List<Step>> steps =
        equals < 0 ? Optional.empty() : steps(text.substring(0, equals).strip());
    if (steps.isEmpty()) {
      faults.add(
          "",
          Origin.of(source),
          text,
          "\""
              + text
              + "\" is not a setting: write path=value, such as image.size=512 or"
              + " inputs[0].file=other.uvfits");
      return Optional.empty();
    }
    return YamlText.readValue(source, text.substring(equals + 1), faults)
        .map(value -> new Setting(text, steps.get(), value));
  }

  /** The document with this value in its place; what is missing above it is made. */
  public YamlNode appliedTo(YamlNode document, Faults faults) {
    return applied(Optional.of(document), 0, "", faults);
  }

  private YamlNode applied(Optional<YamlNode> before, int depth, String path, Faults faults) {
    if (depth == steps.size()) {
      return value;
    }
    Optional<YamlNode> present = before.filter(node -> !node.isNull());
    return switch (steps.get(depth)) {
      case Step.Key(String name) -> withKey(present, name, depth, path, faults);
      case Step.Index(int index) -> withIndex(present, index, depth, path, faults);
    };
  }

  private YamlNode withKey(
      Optional<YamlNode> before, String name, int depth, String path, Faults faults) {
    String inner = path.isEmpty() ? name : path + "." + name;
    YamlNode node = before.orElse(new Fields(Map.of(), value.origin()));
    if (!(node instanceof Fields(Map<String, Entry> entries, Origin origin))) {
      faults.add(
          path,
          value.origin(),
          text,
          "is " + kindOf(node) + ", in which " + name + " cannot be set");
      return node;
    }
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    Optional<YamlNode> inside = Optional.ofNullable(entries.get(name)).map(Entry::value);
    changed.put(name, new Entry(value.origin(), applied(inside, depth + 1, inner, faults)));
    return new Fields(changed, origin);
  }

  private YamlNode withIndex(
      Optional<YamlNode> before, int index, int depth, String path, Faults faults) {
    YamlNode node = before.orElse(new Items(List.of(), value.origin()));
    if (!(node instanceof Items(List<YamlNode> items, Origin origin))) {
      faults.add(path, value.origin(), text, "is " + kindOf(node) + ", which has no items to set");
      return node;
    }
    if (index > items.size()) {
      faults.add(
          path + "[" + index + "]",
          value.origin(),
          text,
          "is beyond the list, which has " + items.size() + ": the next index is " + items.size());
      return node;
    }
    List<YamlNode> changed = new ArrayList<>(items);
    Optional<YamlNode> inside =
        index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    YamlNode item = applied(inside, depth + 1, path + "[" + index + "]", faults);
    if (index < items.size()) {
      changed.set(index, item);
    } else {
      changed.add(item);
    }
    return new Items(changed, origin);
  }

  private static String kindOf(YamlNode node) {
    return switch (node) {
      case Fields _ -> "a mapping";
      case Items _ -> "a list";
      case YamlNode.Scalar scalar -> "\"" + scalar.shown() + "\"";
    };
  }

  private static Optional<List<Step>> steps(String path) {
    List<Step> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      Matcher matcher = STEP.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      if (steps.isEmpty() && !TOP.contains(matcher.group(1))) {
        steps.add(new Step.Key("spec"));
      }
      steps.add(new Step.Key(matcher.group(1)));
      Matcher index = INDEX.matcher(matcher.group(2));
      while (index.find()) {
        steps.add(new Step.Index(Integer.parseInt(index.group(1))));
      }
    }
    return Optional.of(List.copyOf(steps));
  }
}
