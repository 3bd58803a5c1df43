package dev.fringe.workflow.yaml;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Shape;
import dev.fringe.workflow.value.TextForm;
import dev.fringe.workflow.value.UnreadableValueException;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Suggestion;
import dev.fringe.yaml.YamlNode.Kind;
import dev.fringe.yaml.YamlNode.Scalar;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Binds one scalar to one field. */
final class ScalarBinder {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private final Faults faults;
  private final Field field;
  private final String path;
  private final Scalar scalar;

  ScalarBinder(Faults faults, Field field, String path, Scalar scalar) {
    this.faults = faults;
    this.field = field;
    this.path = path;
    this.scalar = scalar;
  }

  Optional<Object> bind(Shape shape) {
    return switch (shape) {
      case Shape.Choice(Map<String, Object> constants) -> choice(constants);
      case Shape.Text _ -> text();
      case Shape.Whole _ -> whole();
      case Shape.Decimal _ -> decimal();
      case Shape.Written(TextForm<?> form) -> written(form);
      default -> throw new IllegalArgumentException(shape + " is no scalar");
    };
  }

  private Optional<Object> choice(Map<String, Object> constants) {
    Object constant = constants.get(scalar.text());
    return constant == null
        ? refuse(
            "is unknown"
                + Suggestion.question(scalar.text(), constants.keySet())
                + ": write one of "
                + String.join(", ", constants.keySet()))
        : Optional.of(constant);
  }

  private Optional<Object> text() {
    String text = scalar.text();
    if (scalar.kind() != Kind.TEXT) {
      return refuse("is not text to YAML: put it in quotes, \"" + text + "\"");
    } else if (text.isBlank()) {
      return refuse("is blank: " + field.about());
    } else if (text.length() > field.longest() || text.chars().anyMatch(Character::isISOControl)) {
      return refuse(
          "is too long or holds control characters: write at most " + field.longest() + " letters");
    } else if (!field.pattern().isEmpty() && !text.matches(field.pattern())) {
      return refuse("does not fit: write " + field.patternInWords());
    }
    return Optional.of(text);
  }

  private Optional<Object> whole() {
    if (scalar.kind() != Kind.NUMBER || !WHOLE.matcher(scalar.text()).matches()) {
      return refuse("is not a whole number: write " + range("a whole number"));
    }
    long number = Long.parseLong(scalar.text());
    boolean tooSmall = !field.min().isEmpty() && number < Long.parseLong(field.min());
    boolean tooLarge = !field.max().isEmpty() && number > Long.parseLong(field.max());
    if (tooSmall || tooLarge || number != (int) number) {
      return refuse(
          "is too "
              + (tooSmall || number < 0 ? "small" : "large")
              + ": write "
              + range("a whole number"));
    }
    return Optional.of((int) number);
  }

  private Optional<Object> decimal() {
    if (scalar.kind() != Kind.NUMBER) {
      return refuse("is not a number: write " + range("a number") + ", without quotes and unit");
    }
    try {
      Double number = Double.valueOf(scalar.text());
      return within(number, Double::valueOf, "a number");
    } catch (NumberFormatException e) {
      return refuse("is not a number: write " + range("a decimal number"));
    }
  }

  private Optional<Object> written(TextForm<?> form) {
    if (scalar.kind() == Kind.BOOLEAN) {
      return refuse("is a truth value to YAML: write " + form.form());
    }
    try {
      Object value = form.reader().apply(scalar.text());
      return value instanceof Comparable<?> ? limited(value, form) : Optional.of(value);
    } catch (UnreadableValueException e) {
      faults.add(path, scalar, e.getMessage());
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // The limits are read by the same form as the value.
  private Optional<Object> limited(Object value, TextForm<?> form) {
    return within(
        (Comparable<Object>) value, text -> form.reader().apply(text), "a " + form.name());
  }

  private <T> Optional<Object> within(
      Comparable<T> value, Function<String, T> reader, String what) {
    boolean tooSmall =
        (!field.min().isEmpty() && value.compareTo(reader.apply(field.min())) < 0)
            || (!field.above().isEmpty() && value.compareTo(reader.apply(field.above())) <= 0);
    boolean tooLarge = !field.max().isEmpty() && value.compareTo(reader.apply(field.max())) > 0;
    boolean nothing = value instanceof Double number && !Double.isFinite(number);
    if (tooSmall || tooLarge || nothing) {
      String problem = nothing ? "is not finite" : "is too " + (tooSmall ? "small" : "large");
      return refuse(problem + ": write " + range(what));
    }
    return Optional.of(value);
  }

  /** "a number above 0 and at most 1". */
  private String range(String what) {
    StringBuilder text = new StringBuilder(what);
    String join = " ";
    if (!field.min().isEmpty()) {
      text.append(join).append("of at least ").append(field.min());
      join = " and ";
    }
    if (!field.above().isEmpty()) {
      text.append(join).append("above ").append(field.above());
      join = " and ";
    }
    if (!field.max().isEmpty()) {
      text.append(join).append("at most ").append(field.max());
    }
    return text.toString();
  }

  private Optional<Object> refuse(String message) {
    faults.add(path, scalar, "\"" + scalar.shown() + "\" " + message);
    return Optional.empty();
  }
}
