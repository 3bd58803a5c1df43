package dev.fringe.bridge.vo;

import dev.fringe.bridge.catalogue.Column;
import uk.ac.starlink.table.ColumnInfo;

/**
 * A column of an answer, as VOTable describes it.
 *
 * @param name of the column
 * @param type of its values
 * @param unit as VOUnits has it; empty for none
 * @param ucd empty for none
 * @param utype empty for none
 * @param xtype empty for none
 * @param description a line for people
 */
public record Field(
    String name,
    Type type,
    String unit,
    String ucd,
    String utype,
    String xtype,
    String description) {

  /** What values a column has. */
  public enum Type {
    TEXT(String.class, "char", "*"),
    BOOLEAN(Boolean.class, "boolean", ""),
    SHORT(Short.class, "short", ""),
    INTEGER(Integer.class, "int", ""),
    LONG(Long.class, "long", ""),
    FLOAT(Float.class, "float", ""),
    DOUBLE(Double.class, "double", "");

    private final Class<?> javaType;
    private final String datatype;
    private final String arraySize;

    Type(Class<?> javaType, String datatype, String arraySize) {
      this.javaType = javaType;
      this.datatype = datatype;
      this.arraySize = arraySize;
    }

    Class<?> javaType() {
      return javaType;
    }

    /** VOTable's name of it. */
    public String datatype() {
      return datatype;
    }

    /** VOTable's arraysize; empty for a single value. */
    public String arraySize() {
      return arraySize;
    }
  }

  /** A column without anything but a name. */
  public static Field of(String name, Type type) {
    return new Field(name, type, "", "", "", "", "");
  }

  /** A column of ObsCore. */
  public static Field of(Column column) {
    return new Field(
        column.columnName(),
        switch (column.type()) {
          case TEXT, TIMESTAMP, REGION -> Type.TEXT;
          case INTEGER -> Type.INTEGER;
          case LONG -> Type.LONG;
          case DOUBLE -> Type.DOUBLE;
        },
        column.unit(),
        column.ucd(),
        column.utype().isEmpty() ? "" : "obscore:" + column.utype(),
        switch (column.type()) {
          case TIMESTAMP -> "timestamp";
          case REGION -> "adql:REGION";
          default -> "";
        },
        column.description());
  }

  public Field renamed(String other) {
    return new Field(other, type, unit, ucd, utype, xtype, description);
  }

  public Field described(String newUcd, String newDescription) {
    return new Field(name, type, unit, newUcd, utype, xtype, newDescription);
  }

  public Field in(String newUnit) {
    return new Field(name, type, newUnit, ucd, utype, xtype, description);
  }

  ColumnInfo info() {
    ColumnInfo info = new ColumnInfo(name, type.javaType(), nullIfEmpty(description));
    info.setUnitString(nullIfEmpty(unit));
    info.setUCD(nullIfEmpty(ucd));
    info.setUtype(nullIfEmpty(utype));
    info.setXtype(nullIfEmpty(xtype));
    return info;
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
