package dev.fringe.bridge.flight;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What all values of a column are, the narrowest first. An empty value is none. */
enum CsvType {
  FLAG {
    @Override
    boolean fits(String value) {
      return FLAGS.containsKey(value);
    }

    @Override
    void put(FieldVector vector, int row, String value) {
      ((BitVector) vector).setSafe(row, FLAGS.get(value) ? 1 : 0);
    }
  },
  INTEGER {
    @Override
    boolean fits(String value) {
      try {
        Long.parseLong(value);
        return true;
      } catch (NumberFormatException other) {
        return false;
      }
    }

    @Override
    void put(FieldVector vector, int row, String value) {
      ((BigIntVector) vector).setSafe(row, Long.parseLong(value));
    }
  },
  NUMBER {
    @Override
    boolean fits(String value) {
      try {
        Double.parseDouble(value);
        // Java would also take a type suffix.
        return "fFdD".indexOf(value.charAt(value.length() - 1)) < 0;
      } catch (NumberFormatException other) {
        return false;
      }
    }

    @Override
    void put(FieldVector vector, int row, String value) {
      ((Float8Vector) vector).setSafe(row, Double.parseDouble(value));
    }
  },
  TEXT {
    @Override
    boolean fits(String value) {
      return true;
    }

    @Override
    void put(FieldVector vector, int row, String value) {
      ((VarCharVector) vector).setSafe(row, value.getBytes(StandardCharsets.UTF_8));
    }
  };

  private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

  ArrowType arrow() {
    return switch (this) {
      case FLAG -> ArrowType.Bool.INSTANCE;
      case INTEGER -> Fields.LONG;
      case NUMBER -> Fields.DOUBLE;
      case TEXT -> ArrowType.Utf8.INSTANCE;
    };
  }

  abstract boolean fits(String value);

  /** Puts a value that {@link #fits}. */
  abstract void put(FieldVector vector, int row, String value);

  /** The narrowest type that a value fits, which is not empty. */
  static CsvType of(String value) {
    for (CsvType type : values()) {
      if (type.fits(value)) {
        return type;
      }
    }
    return TEXT;
  }

  /** A type that values of this one and a further value fit. */
  CsvType widened(String value) {
    if (fits(value)) {
      return this;
    }
    return this == INTEGER && NUMBER.fits(value) ? NUMBER : TEXT;
  }
}
