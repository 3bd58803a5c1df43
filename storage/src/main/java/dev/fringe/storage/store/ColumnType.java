package dev.fringe.storage.store;

import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What a column's values are, little-endian. */
enum ColumnType {
  INT(Integer.BYTES),
  FLOAT(Float.BYTES),
  DOUBLE(Double.BYTES);

  final int bytes;

  ColumnType(int bytes) {
    this.bytes = bytes;
  }

  ArrowType arrow() {
    return switch (this) {
      case INT -> new ArrowType.Int(32, true);
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    };
  }
}
