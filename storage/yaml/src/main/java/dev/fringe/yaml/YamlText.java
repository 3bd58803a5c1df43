package dev.fringe.yaml;

import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlNode.Items;
import dev.fringe.yaml.YamlNode.Kind;
import dev.fringe.yaml.YamlNode.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads text that nobody vouches for: one document of bounded size and depth, plain data only, no
 * tags that name classes, few aliases, no key twice.
 */
public final class YamlText {
  /** The largest text that is read, in characters. */
  public static final int LARGEST = 1 << 20;

  /** A decimal number, with an exponent small enough that exact arithmetic on it stays cheap. */
  public static final String DECIMAL =
      "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?";

  private static final int DEEPEST = 30;
  private static final int MOST_ALIASES = 20;
  private static final int MOST_NODES = 100_000;
  private static final Set<Tag> PLAIN_TAGS =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.SEQ,
          Tag.MAP);
  private static final Pattern NUMBER =
      Pattern.compile(DECIMAL + "|0[xo][0-9a-fA-F_]+|[+-]?\\.(inf|nan)", Pattern.CASE_INSENSITIVE);

  private final String source;
  private final boolean linesMatter;
  private final Faults faults;
  private int nodes;

  private YamlText(String source, boolean linesMatter, Faults faults) {
    this.source = source;
    this.linesMatter = linesMatter;
    this.faults = faults;
  }

  /** The one document of a file; empty, with a fault, if it has none that can be read. */
  public static Optional<YamlNode> readDocument(String source, String text, Faults faults) {
    return new YamlText(source, true, faults).read(text);
  }

  /** A value given on the command line, in one line of YAML; an empty one is null. */
  public static Optional<YamlNode> readValue(String source, String text, Faults faults) {
    if (text.isBlank()) {
      return Optional.of(new Scalar("", Kind.NULL, Origin.of(source)));
    }
    return new YamlText(source, false, faults).read(text);
  }

  private Optional<YamlNode> read(String text) {
    if (text.length() > LARGEST) {
      return refused(
          0, "is too large: " + text.length() + " characters, of " + LARGEST + " allowed");
    }
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setCodePointLimit(LARGEST);
    options.setAllowRecursiveKeys(false);
    try {
      Iterator<Node> documents = new Yaml(options).composeAll(new StringReader(text)).iterator();
      if (!documents.hasNext()) {
        return refused(0, "is empty: write at least one \"field: value\"");
      }
      Node document = documents.next();
      if (documents.hasNext()) {
        int line = lineOf(documents.next());
        return refused(line, "a second document begins here: write one to a file");
      }
      return Optional.of(converted(document, "", 0));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      return refused(line, "is not YAML: " + e.getProblem() + hint(e.getProblem()));
    } catch (YAMLException e) {
      return refused(0, "is not YAML that can be read: " + firstLine(e.getMessage()));
    } catch (TooMuch e) {
      return refused(e.line, e.getMessage());
    }
  }

  private YamlNode converted(Node node, String path, int depth) {
    if (depth > DEEPEST || ++nodes > MOST_NODES) {
      throw new TooMuch(
          lineOf(node), "its aliases (*name) unfold without end: write the values out");
    }
    Origin origin = origin(node);
    if (!PLAIN_TAGS.contains(node.getTag())) {
      faults.add(
          path, origin, "", "the tag " + node.getTag() + " is not allowed: write plain values");
    }
    return switch (node) {
      case ScalarNode scalar -> new Scalar(scalar.getValue(), kind(scalar), origin);
      case SequenceNode sequence -> {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(converted(item, path + "[" + items.size() + "]", depth + 1));
        }
        yield new Items(items, origin);
      }
      case MappingNode mapping -> new Fields(entries(mapping, path, depth), origin);
      default -> throw new TooMuch(lineOf(node), "holds something that is no plain value");
    };
  }

  private Map<String, Entry> entries(MappingNode mapping, String path, int depth) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Origin keyOrigin = origin(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add(path, keyOrigin, "", "a key here is not a word: write \"field: value\"");
        continue;
      }
      String name = key.getValue();
      String field = path.isEmpty() ? name : path + "." + name;
      YamlNode value = converted(tuple.getValueNode(), field, depth + 1);
      Entry before = entries.putIfAbsent(name, new Entry(keyOrigin, value));
      if (before != null) {
        faults.add(
            field,
            keyOrigin,
            value.shown(),
            "stands there twice, first at " + before.keyOrigin() + ": keep one of them");
      }
    }
    return entries;
  }

  private static Kind kind(ScalarNode scalar) {
    if (!scalar.isPlain()) {
      return Kind.TEXT;
    } else if (scalar.getTag().equals(Tag.NULL)) {
      return Kind.NULL;
    } else if (scalar.getTag().equals(Tag.BOOL)) {
      return Kind.BOOLEAN;
    }
    // By our own rule: YAML 1.1 takes 12:30 for a number and 1e-4 for a word.
    return NUMBER.matcher(scalar.getValue()).matches() ? Kind.NUMBER : Kind.TEXT;
  }

  private Optional<YamlNode> refused(int line, String message) {
    faults.add("", new Origin(source, linesMatter ? line : 0), "", message);
    return Optional.empty();
  }

  private Origin origin(Node node) {
    return new Origin(source, linesMatter ? lineOf(node) : 0);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String hint(String problem) {
    if (problem.contains("TAB")) {
      return " (indent with spaces, not tabs)";
    } else if (problem.contains("mapping values are not allowed")) {
      return " (a line further left or right than its neighbours, or a colon inside a value"
          + " without quotes)";
    }
    return "";
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("").strip();
  }

  /** The document unfolds to more than anybody would write. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int line;

    TooMuch(int line, String message) {
      super(message);
      this.line = line;
    }
  }
}
