package dev.fringe.workflow.schedule;

import dev.fringe.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts with parameters. Values are put into the tree that was read and not into its text: what a
 * stranger calls a file cannot become YAML.
 */
public final class Texts {
  private static final String BEGIN = "{{";
  private static final Pattern PARAMETER = Pattern.compile("\\{\\{ ?([a-z]+\\.[A-Za-z]+) ?\\}\\}");

  private Texts() {}

  /** What a text with parameters looks like, for the cluster; as short as servers allow. */
  public static String pattern() {
    Map<String, String> ends =
        Stream.of(Parameter.values())
            .map(parameter -> parameter.word().split("\\.", 2))
            .collect(
                Collectors.groupingBy(
                    word -> word[0],
                    LinkedHashMap::new,
                    Collectors.mapping(word -> word[1], Collectors.joining("|"))));
    return ends.entrySet().stream()
        // Any letter for the dot: servers count each letter of an expression.
        .map(
            of ->
                of.getKey()
                    + "."
                    + (of.getValue().contains("|") ? "(" + of.getValue() + ")" : of.getValue()))
        .collect(Collectors.joining("|", "^([^{}]|\\{\\{ ?(", ") ?}})*$"));
  }

  /** What is right of parameters, in words. */
  public static String whatIsRight() {
    return "write parameters as {{input.did}}; there are " + Parameter.words();
  }

  static boolean hasParameters(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar.text().contains(BEGIN) || scalar.text().contains("}}");
      case YamlNode.Items(List<YamlNode> items, _) -> items.stream().anyMatch(Texts::hasParameters);
      case YamlNode.Fields(Map<String, YamlNode.Entry> entries, _) ->
          entries.values().stream().anyMatch(entry -> hasParameters(entry.value()));
    };
  }

  /** The words between braces in a tree, known or not. */
  static Set<String> words(YamlNode node) {
    Set<String> words = new LinkedHashSet<>();
    map(
        node,
        text -> {
          PARAMETER.matcher(text).results().map(found -> found.group(1)).forEach(words::add);
          return text;
        });
    return words;
  }

  /** The same tree with other texts in place of those that have parameters. */
  static YamlNode map(YamlNode node, Function<String, String> change) {
    return switch (node) {
      case YamlNode.Scalar scalar ->
          scalar.kind() == YamlNode.Kind.TEXT && hasParameters(scalar)
              ? new YamlNode.Scalar(change.apply(scalar.text()), scalar.kind(), scalar.origin())
              : scalar;
      case YamlNode.Items(List<YamlNode> items, var origin) ->
          new YamlNode.Items(items.stream().map(item -> map(item, change)).toList(), origin);
      case YamlNode.Fields(Map<String, YamlNode.Entry> entries, var origin) -> {
        Map<String, YamlNode.Entry> changed = new LinkedHashMap<>();
        entries.forEach(
            (name, entry) ->
                changed.put(
                    name, new YamlNode.Entry(entry.keyOrigin(), map(entry.value(), change))));
        yield new YamlNode.Fields(changed, origin);
      }
    };
  }

  /**
   * The text with values in place of its parameters.
   *
   * @param value of a word
   */
  static String filled(String text, Function<String, String> value) {
    return PARAMETER
        .matcher(text)
        .replaceAll((MatchResult found) -> Matcher.quoteReplacement(value.apply(found.group(1))));
  }

  /** Whether, but for its parameters, a text has a brace pair that begins or ends none. */
  static boolean isBroken(String text) {
    String rest = PARAMETER.matcher(text).replaceAll("");
    return rest.contains("{") || rest.contains("}");
  }
}
