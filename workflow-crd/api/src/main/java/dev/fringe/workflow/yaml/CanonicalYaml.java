package dev.fringe.workflow.yaml;

import dev.fringe.workflow.schema.FieldDescription;
import dev.fringe.workflow.schema.Shape;
import dev.fringe.workflow.value.Decimals;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Prints records as YAML in one form only: fields in the order of the record, defaults written out,
 * what is empty left out, values in their canonical texts, ASCII. Equal records print equal texts,
 * in this version and the next, which is why no library's emitter is used: hashes stand on it.
 */
public final class CanonicalYaml {
  private static final Set<String> WORDS_WITH_MEANING =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
  private static final Pattern PLAIN_WORDS =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./*-]*( [A-Za-z0-9_./-]+)*");
  private static final Pattern PLAIN_QUANTITY =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?(e[+-][0-9]+)? [A-Za-z]+");

  private final StringBuilder out = new StringBuilder();

  private CanonicalYaml() {}

  /** The record as a YAML document. */
  public static String of(Record resource) {
    CanonicalYaml yaml = new CanonicalYaml();
    yaml.fields(resource, "");
    return yaml.out.toString();
  }

  /** Named values, in the order of the map, as a YAML document. */
  public static String of(SequencedMap<String, ?> values) {
    CanonicalYaml yaml = new CanonicalYaml();
    values.forEach((name, value) -> yaml.field(name, value, ""));
    return yaml.out.toString();
  }

  private void fields(Record value, String indent) {
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object held = read(component, value);
      field(FieldDescription.name(component), held, indent);
    }
  }

  private void field(String name, Object value, String indent) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(held -> field(name, held, indent));
      case List<?> items -> {
        if (!items.isEmpty()) {
          out.append(indent).append(name).append(":\n");
          items.forEach(item -> item(item, indent + "  "));
        }
      }
      case Map<?, ?> map -> {
        if (!map.isEmpty()) {
          out.append(indent).append(name).append(":\n");
          new TreeMap<>(map)
              .forEach(
                  (key, text) ->
                      out.append(indent)
                          .append("  ")
                          .append(scalar(key))
                          .append(": ")
                          .append(scalar(text))
                          .append('\n'));
        }
      }
      case Record group when Shape.of(group.getClass()) instanceof Shape.Group -> {
        int before = out.length();
        out.append(indent).append(name).append(":\n");
        int begin = out.length();
        fields(group, indent + "  ");
        if (out.length() == begin) {
          out.setLength(before);
        }
      }
      default -> out.append(indent).append(name).append(": ").append(scalar(value)).append('\n');
    }
  }

  private void item(Object value, String indent) {
    if (value instanceof Record group && Shape.of(group.getClass()) instanceof Shape.Group) {
      int begin = out.length();
      fields(group, indent + "  ");
      // The first field stands on the line of its dash.
      out.replace(begin, begin + indent.length() + 2, indent + "- ");
    } else {
      out.append(indent).append("- ").append(scalar(value)).append('\n');
    }
  }

  private static String scalar(Object value) {
    return switch (value) {
      case Integer number -> number.toString();
      case Double number -> Decimals.text(number);
      default -> isWholeForm(value) ? value.toString() : quoted(value.toString());
    };
  }

  /** Whether the value may be written, and is, as a whole number: a size of 1024. */
  private static boolean isWholeForm(Object value) {
    return Shape.hasWholeForm(value.getClass()) && value.toString().matches("[0-9]+");
  }

  private static String quoted(String text) {
    boolean plain = PLAIN_WORDS.matcher(text).matches() || PLAIN_QUANTITY.matcher(text).matches();
    if (plain && !WORDS_WITH_MEANING.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            letter -> {
              if (letter == '"' || letter == '\\') {
                quoted.append('\\').append((char) letter);
              } else if (letter < ' ' || letter > '~') {
                String escape = letter > 0xFFFF ? "\\U%08x" : "\\u%04x";
                quoted.append(String.format(Locale.ROOT, escape, letter));
              } else {
                quoted.append((char) letter);
              }
            });
    return quoted.append('"').toString();
  }

  private static Object read(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
