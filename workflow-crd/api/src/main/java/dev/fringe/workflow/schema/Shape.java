package dev.fringe.workflow.schema;

import dev.fringe.workflow.value.TextForm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of type that a field may have. */
public sealed interface Shape {

  /** A mapping with known keys. */
  record Group(Class<? extends Record> type, List<RecordComponent> components) implements Shape {}

  /** May be left out. */
  record Maybe(Shape inner) implements Shape {}

  /** A sequence. */
  record Many(Shape item) implements Shape {}

  /** A mapping from any text to text. */
  record Labels() implements Shape {}

  /** One of a few words, as YAML spells them, in the order of the enum. */
  record Choice(Map<String, Object> constants) implements Shape {}

  /** Any text. */
  record Text() implements Shape {}

  /** A whole number. */
  record Whole() implements Shape {}

  /** A decimal number. */
  record Decimal() implements Shape {}

  /** A value with a written form of its own. */
  record Written(TextForm<?> form) implements Shape {}

  /**
   * @throws IllegalArgumentException if no field may have this type: a mistake in our records
   */
  static Shape of(Type type) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Map.class) {
        return new Labels();
      }
      Shape inner = of(generic.getActualTypeArguments()[0]);
      return generic.getRawType() == Optional.class ? new Maybe(inner) : new Many(inner);
    }
    Class<?> plain = (Class<?>) type;
    Optional<TextForm<?>> form = TextForm.of(plain);
    if (form.isPresent()) {
      return new Written(form.get());
    } else if (plain.isRecord()) {
      Class<? extends Record> group = plain.asSubclass(Record.class);
      return new Group(group, List.of(group.getRecordComponents()));
    } else if (plain.isEnum()) {
      Map<String, Object> constants = new LinkedHashMap<>();
      Arrays.stream(plain.getEnumConstants()).forEach(c -> constants.put(c.toString(), c));
      return new Choice(constants);
    } else if (plain == String.class) {
      return new Text();
    } else if (plain == int.class || plain == Integer.class) {
      return new Whole();
    } else if (plain == double.class || plain == Double.class) {
      return new Decimal();
    }
    throw new IllegalArgumentException("no field of a workflow may be a " + type);
  }

  /** Whether values of the class may be written as whole numbers, without quotes. */
  static boolean hasWholeForm(Class<?> type) {
    return TextForm.of(type).map(TextForm::mayBeWhole).orElse(false);
  }
}
