package dev.fringe.workflow.schedule;

import dev.fringe.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** YAML as JSON knows it. */
final class Trees {
  private Trees() {}

  /** What stands at a path of names; empty where nothing does, or a null. */
  static Optional<YamlNode> at(YamlNode document, String path) {
    YamlNode node = document;
    for (String step : path.split("\\.")) {
      if (!(node instanceof YamlNode.Fields(Map<String, YamlNode.Entry> entries, _))
          || !entries.containsKey(step)) {
        return Optional.empty();
      }
      node = entries.get(step).value();
    }
    return Optional.of(node).filter(n -> !n.isNull());
  }

  /** Maps, lists, texts, numbers and truth values; nulls are left out, as clusters do. */
  static Map<String, Object> plain(YamlNode.Fields fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (name, entry) -> {
              if (!entry.value().isNull()) {
                map.put(name, value(entry.value()));
              }
            });
    return map;
  }

  private static Object value(YamlNode node) {
    return switch (node) {
      case YamlNode.Fields fields -> plain(fields);
      case YamlNode.Items(List<YamlNode> items, _) -> {
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(value(item)));
        yield list;
      }
      case YamlNode.Scalar(String text, YamlNode.Kind kind, _) ->
          switch (kind) {
            case BOOLEAN -> (Object) Boolean.valueOf(text);
            case NUMBER -> number(text);
            case TEXT, NULL -> text;
          };
    };
  }

  private static Object number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.scale() <= 0 && number.precision() <= 18
          ? (Object) number.longValueExact()
          : number;
    } catch (ArithmeticException | NumberFormatException other) {
      // Such as .inf, which JSON has no number for.
      return text;
    }
  }
}
