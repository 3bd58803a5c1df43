package dev.fringe.bridge.flight;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Makes fields of schemas: no nulls, units (as VOUnits has them) in their metadata. */
final class Fields {
  static final ArrowType FLOAT = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  static final ArrowType INT = new ArrowType.Int(32, true);
  static final ArrowType LONG = new ArrowType.Int(64, true);

  private Fields() {}

  /** A field of single values. */
  static Field of(String name, ArrowType type, String unit, String description) {
    return new Field(name, new FieldType(false, type, null, metadata(unit, description)), null);
  }

  /** A field of lists, all of one length. */
  static Field lists(String name, ArrowType item, int length, String unit, String description) {
    return lists(name, item, length, metadata(unit, description));
  }

  /**
   * A field of arrays of one shape, as Arrow's canonical extension type {@code
   * arrow.fixed_shape_tensor} has them: programs that don't know it see lists.
   */
  static Field tensors(
      String name,
      ArrowType item,
      List<Integer> shape,
      List<String> axes,
      String unit,
      String description) {
    Map<String, String> metadata = metadata(unit, description);
    metadata.put("ARROW:extension:name", "arrow.fixed_shape_tensor");
    metadata.put("ARROW:extension:metadata", json(Map.of("shape", shape, "dim_names", axes)));
    return lists(name, item, shape.stream().reduce(1, Math::multiplyExact), metadata);
  }

  static String json(Object value) {
    try {
      return JsonFields.JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers are always written", impossible);
    }
  }

  private static Field lists(
      String name, ArrowType item, int length, Map<String, String> metadata) {
    Field items = new Field("item", new FieldType(false, item, null), null);
    ArrowType type = new ArrowType.FixedSizeList(length);
    return new Field(name, new FieldType(false, type, null, metadata), List.of(items));
  }

  private static Map<String, String> metadata(String unit, String description) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!unit.isEmpty()) {
      metadata.put("unit", unit);
    }
    if (!description.isEmpty()) {
      metadata.put("description", description);
    }
    return metadata;
  }
}
