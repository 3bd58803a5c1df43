package dev.fringe.workflow.yaml;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.FieldDescription;
import dev.fringe.workflow.schema.Shape;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Origin;
import dev.fringe.yaml.Suggestion;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlNode.Entry;
import dev.fringe.yaml.YamlNode.Fields;
import dev.fringe.yaml.YamlNode.Items;
import dev.fringe.yaml.YamlNode.Kind;
import dev.fringe.yaml.YamlNode.Scalar;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes records of a tree by what their fields declare. Every fault is noted and the binding goes
 * on, so that one reading finds them all: a faulty field counts as left out, and a record that
 * lacks something required is empty.
 */
public final class Binder {
  private static final Origin PRESET = Origin.of("preset");
  private static final int LISTED_WORDS = 30;

  private final Faults faults;
  private final Map<Class<?>, Object> made = new HashMap<>();

  public Binder(Faults faults) {
    this.faults = faults;
  }

  /** The resource in a document; empty if something required is missing or faulty. */
  public <T extends Record> Optional<T> bind(Class<T> type, YamlNode document) {
    return record((Shape.Group) Shape.of(type), "", document).map(type::cast);
  }

  /**
   * The last record of this class that was made, also where the resource around it was not: for
   * rules that look at no more than it.
   */
  public <T extends Record> Optional<T> made(Class<T> type) {
    return Optional.ofNullable(made.get(type)).map(type::cast);
  }

  private Optional<Object> value(Shape shape, Field field, String path, YamlNode node) {
    return switch (shape) {
      case Shape.Maybe(Shape inner) -> Optional.of(value(inner, field, path, node));
      case Shape.Group group -> record(group, path, node);
      case Shape.Many(Shape item) -> list(item, field, path, node);
      case Shape.Labels _ -> labels(path, node);
      case Shape.Choice _, Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.Written _ ->
          scalar(node, path, shape)
              .flatMap(scalar -> new ScalarBinder(faults, field, path, scalar).bind(shape));
    };
  }

  private Optional<Object> record(Shape.Group group, String path, YamlNode node) {
    if (!(node instanceof Fields fields)) {
      faults.add(
          path,
          node,
          "\""
              + node.shown()
              + "\" should be a mapping of fields: "
              + names(group).stream().limit(LISTED_WORDS).collect(Collectors.joining(", ")));
      return Optional.empty();
    }
    refuseUnknown(group, path, fields);
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent component : group.components()) {
      component(component, path, fields).ifPresent(arguments::add);
    }
    if (arguments.size() < group.components().size()) {
      return Optional.empty();
    }
    Object record = construct(group.type(), arguments);
    made.put(group.type(), record);
    return Optional.of(record);
  }

  private Optional<Object> component(RecordComponent component, String prefix, Fields within) {
    Field field = FieldDescription.declared(component);
    Shape shape = Shape.of(component.getGenericType());
    String name = FieldDescription.name(component);
    String path = prefix.isEmpty() ? name : prefix + "." + name;
    Entry entry = within.entries().get(name);
    // Kubernetes drops nulls before it fills in defaults; so do we.
    if (entry == null || entry.value().isNull()) {
      return absent(shape, field, path, within);
    }
    Optional<Object> bound = value(shape, field, path, entry.value());
    return bound.isPresent() ? bound : stopgap(shape, field, path);
  }

  /** What a field holds where it is left out; a fault where it may not be. */
  private Optional<Object> absent(Shape shape, Field field, String path, Fields within) {
    if (shape instanceof Shape.Group group) {
      return record(group, path, new Fields(Map.of(), within.origin()));
    }
    boolean required = shape instanceof Shape.Many ? field.fewest() > 0 : !isOptional(shape, field);
    if (required) {
      faults.add(path, within.origin(), "", "is missing: " + field.about());
    }
    return stopgap(shape, field, path);
  }

  private static boolean isOptional(Shape shape, Field field) {
    return shape instanceof Shape.Maybe
        || shape instanceof Shape.Labels
        || !field.preset().isEmpty();
  }

  /** The preset, or nothing; so that the rules on other fields can still be tried. */
  private Optional<Object> stopgap(Shape shape, Field field, String path) {
    return switch (shape) {
      case Shape.Maybe _ -> Optional.of(Optional.empty());
      case Shape.Many _ -> Optional.of(List.of());
      case Shape.Labels _ -> Optional.of(Map.of());
      case Shape.Group _ -> Optional.empty();
      default ->
          field.preset().isEmpty()
              ? Optional.empty()
              : value(shape, field, path, presetNode(shape, field));
    };
  }

  private static YamlNode presetNode(Shape shape, Field field) {
    boolean number = shape instanceof Shape.Whole || shape instanceof Shape.Decimal;
    return new Scalar(field.preset(), number ? Kind.NUMBER : Kind.TEXT, PRESET);
  }

  private Optional<Object> list(Shape item, Field field, String path, YamlNode node) {
    if (!(node instanceof Items(List<YamlNode> items, _))) {
      faults.add(
          path,
          node,
          "\""
              + node.shown()
              + "\" should be a list: write each item on a line that begins with"
              + " \"- \", or all in [ ]");
      return Optional.empty();
    }
    if (items.size() < field.fewest() || items.size() > field.most()) {
      faults.add(
          path,
          node,
          "has "
              + items.size()
              + " items: write at least "
              + field.fewest()
              + " and at most "
              + field.most());
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      value(item, field, path + "[" + i + "]", items.get(i)).ifPresent(values::add);
    }
    return Optional.of(List.copyOf(values));
  }

  private Optional<Object> labels(String path, YamlNode node) {
    if (!(node instanceof Fields fields)) {
      faults.add(path, node, "\"" + node.shown() + "\" should be a mapping of texts to texts");
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.value() instanceof Scalar(String text, Kind kind, _) && kind == Kind.TEXT) {
                labels.put(name, text);
              } else {
                faults.add(
                    path + "." + name,
                    entry.value(),
                    "\"" + entry.value().shown() + "\" should be text: put it in quotes");
              }
            });
    return Optional.of(Collections.unmodifiableMap(labels));
  }

  private Optional<Scalar> scalar(YamlNode node, String path, Shape shape) {
    if (node instanceof Scalar scalar && !scalar.isNull()) {
      return Optional.of(scalar);
    }
    String shown = node.isNull() ? "an empty value" : node.shown();
    String right =
        switch (shape) {
          case Shape.Written(var form) ->
              ": write " + form.form() + "; for example " + form.example();
          case Shape.Choice(var constants) ->
              ": write one of " + String.join(", ", constants.keySet());
          case Shape.Whole _ -> ": write a whole number";
          case Shape.Decimal _ -> ": write a number";
          default -> ": write a text";
        };
    faults.add(path, node, shown + " cannot stand here" + right);
    return Optional.empty();
  }

  private void refuseUnknown(Shape.Group group, String path, Fields fields) {
    Set<String> known = names(group);
    fields
        .entries()
        .forEach(
            (name, entry) -> {
              if (!known.contains(name)) {
                String shown = new Scalar(name, Kind.TEXT, entry.keyOrigin()).shown();
                String listed = known.stream().collect(Collectors.joining(", "));
                faults.add(
                    path.isEmpty() ? shown : path + "." + shown,
                    entry.keyOrigin(),
                    entry.value().shown(),
                    "there is no field "
                        + shown
                        + Suggestion.question(name, known)
                        + "; the fields here are "
                        + listed);
              }
            });
  }

  private static Set<String> names(Shape.Group group) {
    return group.components().stream()
        .map(FieldDescription::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Object construct(Class<? extends Record> type, List<Object> arguments) {
    Class<?>[] types = new Class<?>[arguments.size()];
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      return type.getConstructor(types).newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " refused " + arguments, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no public canonical constructor", e);
    }
  }
}
