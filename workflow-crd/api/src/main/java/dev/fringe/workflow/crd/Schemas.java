package dev.fringe.workflow.crd;

import dev.fringe.workflow.schedule.Texts;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.FieldDescription;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.schema.Shape;
import dev.fringe.workflow.value.TextForm;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** OpenAPI schemas of records, as API servers want them: structural, with presets and rules. */
final class Schemas {
  private static final int LONGEST_QUANTITY = 64;
  private static final int LONGEST_LIST_OF_INDICES = 16_384;
  private static final int MOST_LABELS = 256;
  private static final Pattern FUNCTION = Pattern.compile("(value|valid)\\(self\\.(\\w+)\\)");

  private Schemas() {}

  /** The schema of a record that people write: limits, presets and rules. */
  static SequencedMap<String, Object> of(Class<? extends Record> type) {
    return group((Shape.Group) Shape.of(type), false);
  }

  /** The schema of a record that a program writes: types alone. */
  static SequencedMap<String, Object> reported(Class<? extends Record> type) {
    SequencedMap<String, Object> schema = of(type);
    bare(schema);
    return schema;
  }

  /** Takes rules and presets away: what is reported wrongly is better kept than lost. */
  private static void bare(Object node) {
    switch (node) {
      case Map<?, ?> map -> {
        map.remove("x-kubernetes-validations");
        map.remove("default");
        map.remove("required");
        map.values().forEach(Schemas::bare);
      }
      case List<?> list -> list.forEach(Schemas::bare);
      default -> {}
    }
  }

  private static SequencedMap<String, Object> group(Shape.Group group, boolean isTemplate) {
    SequencedMap<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : group.components()) {
      Field field = FieldDescription.declared(component);
      Shape shape = Shape.of(component.getGenericType());
      String name = FieldDescription.name(component);
      properties.put(name, property(shape, field, isTemplate));
      if (FieldDescription.isRequired(shape, field)) {
        required.add(name);
      }
    }
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    List<Object> rules =
        Arrays.stream(group.type().getAnnotationsByType(Rule.class))
            // A template may change: it is what later workflows are made of.
            .filter(rule -> !isTemplate || !rule.cel().contains("oldSelf"))
            .<Object>map(
                rule ->
                    rule(
                        unfolded(isTemplate ? guarded(rule.cel(), group) : rule.cel(), group),
                        rule.message(),
                        rule.field()))
            .toList();
    if (!rules.isEmpty()) {
      schema.put("x-kubernetes-validations", rules);
    }
    return schema;
  }

  private static SequencedMap<String, Object> property(
      Shape declared, Field field, boolean isWithinTemplate) {
    boolean isTemplate = isWithinTemplate || field.isTemplate();
    Shape shape = declared instanceof Shape.Maybe(Shape inner) ? inner : declared;
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description(field));
    schema.putAll(typed(shape, field, isTemplate));
    if (!field.preset().isEmpty()) {
      schema.put("default", preset(shape, field.preset()));
    } else if (declared instanceof Shape.Group && !FieldDescription.isRequired(shape, field)) {
      // Presets within a group are filled in only where the group is there, and an API server tries
      // the group's rules on this very value: it holds them itself.
      schema.put("default", presets((Shape.Group) shape));
    }
    return schema;
  }

  private static SequencedMap<String, Object> presets(Shape.Group group) {
    SequencedMap<String, Object> presets = new LinkedHashMap<>();
    for (RecordComponent component : group.components()) {
      Field field = FieldDescription.declared(component);
      Shape shape = Shape.of(component.getGenericType());
      if (!field.preset().isEmpty()) {
        Shape held = shape instanceof Shape.Maybe(Shape inner) ? inner : shape;
        presets.put(FieldDescription.name(component), preset(held, field.preset()));
      } else if (shape instanceof Shape.Group inner && !FieldDescription.isRequired(shape, field)) {
        presets.put(FieldDescription.name(component), presets(inner));
      }
    }
    return presets;
  }

  private static SequencedMap<String, Object> typed(Shape shape, Field field, boolean isTemplate) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    switch (shape) {
      case Shape.Group inner -> schema.putAll(group(inner, isTemplate));
      case Shape.Many(Shape item) -> {
        schema.put("type", "array");
        if (field.fewest() > 0) {
          schema.put("minItems", field.fewest());
        }
        schema.put("maxItems", field.most());
        schema.put("items", typed(item, field, isTemplate));
      }
      case Shape.Labels _ -> {
        schema.put("type", "object");
        schema.put("maxProperties", MOST_LABELS);
        schema.put("additionalProperties", Map.of("type", "string"));
      }
      case Shape.Choice(Map<String, Object> constants) -> {
        schema.put("type", "string");
        schema.put("enum", List.copyOf(constants.keySet()));
      }
      case Shape.Whole _ -> {
        schema.put("type", "integer");
        schema.put("format", "int64");
        limits(schema, field, BigDecimal::longValueExact);
      }
      case Shape.Decimal _ -> {
        schema.put("type", "number");
        limits(schema, field, BigDecimal::doubleValue);
      }
      case Shape.Text _ -> text(schema, field.longest());
      case Shape.Written(TextForm<?> form) when form.mayBeWhole() -> {
        schema.put("x-kubernetes-int-or-string", true);
        schema.put("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string")));
        schema.put("maxLength", LONGEST_LIST_OF_INDICES);
      }
      case Shape.Written _ -> text(schema, LONGEST_QUANTITY);
      case Shape.Maybe _ -> throw new IllegalArgumentException("an optional within " + field);
    }
    Cel.valid("self", shape, field)
        .ifPresent(
            cel ->
                schema.put(
                    "x-kubernetes-validations",
                    isTemplate
                        ? List.of(
                            rule(Cel.orParameters(cel, shape), Cel.whatIsRight(shape, field), ""),
                            rule(Cel.parametersAreRight(shape), Texts.whatIsRight(), ""))
                        : List.of(rule(cel, Cel.whatIsRight(shape, field), ""))));
    return schema;
  }

  private static void text(Map<String, Object> schema, int longest) {
    schema.put("type", "string");
    schema.put("maxLength", longest);
  }

  private static void limits(
      Map<String, Object> schema, Field field, Function<BigDecimal, Number> as) {
    if (!field.min().isEmpty()) {
      schema.put("minimum", as.apply(new BigDecimal(field.min())));
    }
    if (!field.above().isEmpty()) {
      schema.put("minimum", as.apply(new BigDecimal(field.above())));
      schema.put("exclusiveMinimum", true);
    }
    if (!field.max().isEmpty()) {
      schema.put("maximum", as.apply(new BigDecimal(field.max())));
    }
  }

  private static Object preset(Shape shape, String preset) {
    return switch (shape) {
      case Shape.Whole _ -> Long.valueOf(preset);
      case Shape.Decimal _ -> Double.valueOf(preset);
      default -> preset;
    };
  }

  private static String description(Field field) {
    return field.otherwise().isEmpty()
        ? field.about()
        : field.about() + ". Where left out: " + field.otherwise();
  }

  private static SequencedMap<String, Object> rule(String cel, String message, String field) {
    SequencedMap<String, Object> rule = new LinkedHashMap<>();
    rule.put("rule", cel);
    rule.put("message", message);
    if (!field.isEmpty()) {
      rule.put("fieldPath", "." + field);
    }
    return rule;
  }

  /** A rule that reads texts is passed over where one of them has parameters. */
  private static String guarded(String cel, Shape.Group group) {
    String texts =
        FUNCTION
            .matcher(cel)
            .results()
            .map(found -> found.group(2))
            .distinct()
            .map(
                name ->
                    "(has(self."
                        + name
                        + ") && "
                        + Cel.hasParameters("self." + name, shape(name, group))
                        + ")")
            .collect(Collectors.joining(" || "));
    return texts.isEmpty() ? cel : texts + " || (" + cel + ")";
  }

  /** The rule with our own two functions written out, which CEL does not know. */
  private static String unfolded(String cel, Shape.Group group) {
    return FUNCTION
        .matcher(cel)
        .replaceAll(
            found -> Matcher.quoteReplacement(unfolded(found.group(1), found.group(2), group)));
  }

  private static RecordComponent component(String name, Shape.Group group) {
    return group.components().stream()
        .filter(c -> FieldDescription.name(c).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(group.type() + " has no " + name));
  }

  private static Shape shape(String name, Shape.Group group) {
    Shape declared = Shape.of(component(name, group).getGenericType());
    return declared instanceof Shape.Maybe(Shape inner) ? inner : declared;
  }

  private static String unfolded(String function, String name, Shape.Group group) {
    Shape shape = shape(name, group);
    Field field = FieldDescription.declared(component(name, group));
    String subject = "self." + name;
    if (function.equals("value") && shape instanceof Shape.Written(TextForm<?> form)) {
      return Cel.value(subject, form);
    }
    return Cel.valid(subject, shape, field)
        .map(valid -> "(" + valid + ")")
        .orElseThrow(() -> new IllegalArgumentException(name + " is no text"));
  }
}
