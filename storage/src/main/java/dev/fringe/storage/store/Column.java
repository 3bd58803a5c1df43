package dev.fringe.storage.store;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** A column of a file to be written: what it is, and who can fill buffers with its values. */
sealed interface Column {

  /** Puts values {@code [from, from + count)} at the start of a little-endian buffer. */
  @FunctionalInterface
  interface Filler {
    void fill(long from, int count, ByteBuffer target);
  }

  Field field();

  long length();

  /** The columns whose values are written, this one or its parts. */
  List<Plain> leaves();

  /** One value after the other, none missing. */
  record Plain(String name, ColumnType type, long length, Filler filler) implements Column {
    @Override
    public Field field() {
      return new Field(name, FieldType.notNullable(type.arrow()), List.of());
    }

    @Override
    public List<Plain> leaves() {
      return List.of(this);
    }

    long bytes() {
      return length * type.bytes;
    }
  }

  /** Arrow's run-end encoding: each value stands for all rows up to its end. */
  record Runs(String name, long length, Plain ends, Plain values) implements Column {
    public Runs {
      if (!ends.name().equals("run_ends") || !values.name().equals("values")) {
        throw new IllegalArgumentException("Arrow names the parts of runs run_ends and values");
      }
    }

    @Override
    public Field field() {
      return new Field(
          name,
          FieldType.notNullable(new ArrowType.RunEndEncoded()),
          List.of(ends.field(), values.field()));
    }

    @Override
    public List<Plain> leaves() {
      return List.of(ends, values);
    }
  }
}
