package dev.fringe.workflow.schedule;

import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlNode.Items;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of a template that have parameters. */
final class Templates {
  private Templates() {}

  /** By their paths in the document. */
  static Map<String, YamlNode.Scalar> in(YamlNode document) {
    Map<String, YamlNode.Scalar> texts = new LinkedHashMap<>();
    if (document instanceof Fields(Map<String, Entry> top, _)
        && top.get("spec") instanceof Entry(_, Fields(Map<String, Entry> spec, _))
        && spec.get("template") instanceof Entry(_, YamlNode template)) {
      collect("spec.template", template, texts);
    }
    return texts;
  }

  private static void collect(String path, YamlNode node, Map<String, YamlNode.Scalar> texts) {
    switch (node) {
      case YamlNode.Scalar scalar -> {
        if (Texts.hasParameters(scalar)) {
          texts.put(path, scalar);
        }
      }
      case Items(List<YamlNode> items, _) -> {
        for (int i = 0; i < items.size(); i++) {
          collect(path + "[" + i + "]", items.get(i), texts);
        }
      }
      case Fields(Map<String, Entry> entries, _) ->
          entries.forEach((name, entry) -> collect(path + "." + name, entry.value(), texts));
    }
  }
}
