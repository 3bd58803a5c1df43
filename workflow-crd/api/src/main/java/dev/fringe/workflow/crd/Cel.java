package dev.fringe.workflow.crd;

import dev.fringe.workflow.schedule.Texts;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Shape;
import dev.fringe.workflow.value.Decimals;
import dev.fringe.workflow.value.TextForm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Conditions on one text, in the dialect of CEL that API servers evaluate. */
final class Cel {
  private static final String NO_CONTROL_CHARACTERS = "[\\x00-\\x1f\\x7f-\\x9f]";

  private Cel() {}

  /** Whether the text {@code subject} is right for a field; empty where the type says it all. */
  static Optional<String> valid(String subject, Shape shape, Field field) {
    return switch (shape) {
      case Shape.Text _ when field.pattern().isEmpty() ->
          Optional.of(subject + ".matches('\\\\S') && !" + matches(subject, NO_CONTROL_CHARACTERS));
      case Shape.Text _ -> Optional.of(matches(subject, "^(" + field.pattern() + ")$"));
      case Shape.Written(TextForm<?> form) -> Optional.of(written(subject, form, field));
      default -> Optional.empty();
    };
  }

  /** Whether a text of a template has parameters; which may be a whole number, such as a size. */
  static String hasParameters(String subject, Shape shape) {
    return text(subject, shape) + ".contains('{{')";
  }

  /** A condition on a text that counts only where it has no parameters. */
  static String orParameters(String cel, Shape shape) {
    return hasParameters("self", shape) + " || (" + cel + ")";
  }

  /** Whether there is such a parameter. */
  static String parametersAreRight(Shape shape) {
    return "!"
        + hasParameters("self", shape)
        + " || "
        + matches(text("self", shape), Texts.pattern());
  }

  /** Servers can count with the length of a text, but not of what is made one. */
  private static String text(String subject, Shape shape) {
    return shape instanceof Shape.Written(TextForm<?> form) && form.mayBeWhole()
        ? "string(" + subject + ")"
        : subject;
  }

  /** What would be right for a field. */
  static String whatIsRight(Shape shape, Field field) {
    return switch (shape) {
      case Shape.Text _ when field.pattern().isEmpty() ->
          "is blank or holds control characters; write a text: " + field.about();
      case Shape.Written(TextForm<?> form) ->
          "write " + form.form() + exampleOf(form) + limits(field);
      default -> "write " + field.patternInWords();
    };
  }

  /** The quantity that the text {@code subject} tells, in its base unit; 0 where it tells none. */
  static String value(String subject, TextForm<?> form) {
    String units = String.join("|", form.sizes().keySet());
    String sizes =
        form.sizes().entrySet().stream()
            .map(unit -> "'" + unit.getKey() + "': " + literal(unit.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "(%s ? double(%s.find('%s')) * %s[%s.find('(%s)\\\\s*$').trim()] : 0.0)"
        .formatted(
            matches(subject, form.pattern()),
            subject,
            quoted(Decimals.PATTERN),
            sizes,
            subject,
            units);
  }

  private static String written(String subject, TextForm<?> form, Field field) {
    String text = text(subject, new Shape.Written(form));
    List<String> conditions = new ArrayList<>(List.of(matches(text, form.pattern())));
    Map.of(">=", field.min(), ">", field.above(), "<=", field.max()).entrySet().stream()
        .filter(limit -> !limit.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            limit ->
                conditions.add(
                    "%s %s %s"
                        .formatted(
                            value(text, form),
                            limit.getKey(),
                            literal(inBase(limit.getValue(), form)))));
    return String.join(" && ", conditions);
  }

  private static String exampleOf(TextForm<?> form) {
    return form.form().contains("such as") ? "" : ", such as \"" + form.example() + "\"";
  }

  private static String limits(Field field) {
    StringBuilder limits = new StringBuilder();
    append(limits, "at least ", field.min());
    append(limits, "above ", field.above());
    append(limits, "at most ", field.max());
    return limits.toString();
  }

  private static void append(StringBuilder limits, String words, String limit) {
    if (!limit.isEmpty()) {
      limits.append(limits.isEmpty() ? "; " : ", ").append(words).append(limit);
    }
  }

  private static BigDecimal inBase(String quantity, TextForm<?> form) {
    int space = quantity.lastIndexOf(' ');
    return new BigDecimal(quantity.substring(0, space))
        .multiply(form.sizes().get(quantity.substring(space + 1)));
  }

  static String matches(String subject, String pattern) {
    return subject + ".matches('" + quoted(pattern) + "')";
  }

  private static String quoted(String pattern) {
    return pattern.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** CEL does not compare a double with a whole number. */
  private static String literal(BigDecimal number) {
    return Double.toString(number.doubleValue());
  }
}
