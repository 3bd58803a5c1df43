package dev.fringe.yaml;

import java.util.List;
import java.util.Map;

/** A value of a YAML document, with the place where it stands. */
public sealed interface YamlNode {
  int SHOWN_LETTERS = 60;

  Origin origin();

  /** The value as it was written, in a line, shortened where long. */
  String shown();

  /** What YAML takes a scalar for. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /** A scalar; {@code text} is as written, without quotes. */
  record Scalar(String text, Kind kind, Origin origin) implements YamlNode {
    @Override
    public String shown() {
      String line = text.replaceAll("\\p{Cntrl}", " ");
      return line.length() > SHOWN_LETTERS ? line.substring(0, SHOWN_LETTERS) + "..." : line;
    }
  }

  /** A sequence. */
  record Items(List<YamlNode> items, Origin origin) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return "a list of " + items.size();
    }
  }

  /** A mapping, in the order written. */
  record Fields(Map<String, Entry> entries, Origin origin) implements YamlNode {
    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /** A key's value, and where the key stands. */
  record Entry(Origin keyOrigin, YamlNode value) {}

  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.kind == Kind.NULL;
  }

  /** The node at a path such as {@code spec.inputs[0].file}, or the nearest above it. */
  default YamlNode at(String path) {
    YamlNode node = this;
    for (String step : path.replace("]", "").split("[.\\[]")) {
      YamlNode inner =
          switch (node) {
            case Fields(Map<String, Entry> entries, _) when entries.containsKey(step) ->
                entries.get(step).value();
            case Items(List<YamlNode> items, _) when Integer.parseInt(step) < items.size() ->
                items.get(Integer.parseInt(step));
            default -> node;
          };
      if (inner == node) {
        return node;
      }
      node = inner;
    }
    return node;
  }
}
