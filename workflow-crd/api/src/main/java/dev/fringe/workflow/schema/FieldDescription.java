package dev.fringe.workflow.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * One field of a resource, for documentation and schemas.
 *
 * @param path with {@code []} after lists: {@code spec.publish.rules[].copies}
 * @param shape without the {@code Maybe} around it
 * @param required whether it must be written
 * @param field what was declared of it
 */
public record FieldDescription(String path, Shape shape, boolean required, Field field) {

  /** All fields of a resource in the order of its records, groups before what is in them. */
  public static List<FieldDescription> of(Class<? extends Record> resource) {
    List<FieldDescription> all = new ArrayList<>();
    collect(resource, "", all);
    return List.copyOf(all);
  }

  /** What was declared of a component. */
  public static Field declared(RecordComponent component) {
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalArgumentException(component + " lacks its @Field");
    }
    return field;
  }

  /** The name of a component in YAML. */
  public static String name(RecordComponent component) {
    String name = declared(component).name();
    return name.isEmpty() ? component.getName() : name;
  }

  private static void collect(
      Class<? extends Record> type, String prefix, List<FieldDescription> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      Field field = declared(component);
      Shape shape = Shape.of(component.getGenericType());
      boolean required = isRequired(shape, field);
      Shape inner = shape instanceof Shape.Maybe(Shape optional) ? optional : shape;
      String path = prefix + name(component);
      into.add(new FieldDescription(path, inner, required, field));
      if (inner instanceof Shape.Group group) {
        collect(group.type(), path + ".", into);
      } else if (inner instanceof Shape.Many(Shape.Group item)) {
        collect(item.type(), path + "[].", into);
      }
    }
  }

  /** Whether a component must be written. */
  public static boolean isRequired(Shape shape, Field field) {
    return switch (shape) {
      case Shape.Maybe _, Shape.Labels _ -> false;
      case Shape.Many _ -> field.fewest() > 0;
      case Shape.Group(_, List<RecordComponent> components) ->
          field.isNeeded()
              || components.stream()
                  .anyMatch(c -> isRequired(Shape.of(c.getGenericType()), declared(c)));
      default -> field.preset().isEmpty();
    };
  }
}
