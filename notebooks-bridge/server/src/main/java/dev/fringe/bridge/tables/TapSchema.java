package dev.fringe.bridge.tables;

import dev.fringe.bridge.vo.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** TAP_SCHEMA of TAP 1.1: the tables described by tables. */
public final class TapSchema {

  private static final List<Key> KEYS =
      List.of(
          new Key(
              "source_list",
              "fringe.sources",
              "list_did",
              "ivoa.obscore",
              "obs_publisher_did",
              "The product that is the list which a source stands in"),
          own("table_schema", "tables", "schema_name", "schemas", "schema_name"),
          own("column_table", "columns", "table_name", "tables", "table_name"),
          own("key_from_table", "keys", "from_table", "tables", "table_name"),
          own("key_target_table", "keys", "target_table", "tables", "table_name"),
          own("key_column_key", "key_columns", "key_id", "keys", "key_id"));

  /** A column that names rows of another table. */
  public record Key(
      String id,
      String fromTable,
      String fromColumn,
      String targetTable,
      String targetColumn,
      String description) {}

  private TapSchema() {}

  private static Key own(
      String id, String fromTable, String fromColumn, String targetTable, String targetColumn) {
    return new Key(
        id, "tap_schema." + fromTable, fromColumn, "tap_schema." + targetTable, targetColumn, "");
  }

  /** The keys of a table. */
  public static List<Key> keysFrom(String table) {
    return KEYS.stream().filter(key -> key.fromTable().equals(table)).toList();
  }

  static List<PublishedTable> tables() {
    return List.of(
        table(
            "schemas",
            "Schemas there are",
            text("schema_name", "Name of the schema"),
            text("utype", "Its data model"),
            text("description", "What is in it"),
            number("schema_index", "Where it stands in lists")),
        table(
            "tables",
            "Tables there are",
            text("schema_name", "Schema that the table is in"),
            text("table_name", "Name of the table, with its schema"),
            text("table_type", "table or view"),
            text("utype", "Its data model"),
            text("description", "What is in it"),
            number("table_index", "Where it stands in lists")),
        table(
            "columns",
            "Columns there are",
            text("table_name", "Table that the column is in"),
            text("column_name", "Name of the column, as ADQL needs it"),
            text("datatype", "Type of its values, in the words of VOTable"),
            text("arraysize", "Shape of its values, in the words of VOTable"),
            text("xtype", "What its values stand for"),
            number("size", "Length of its values; of an older version of TAP"),
            text("description", "What it holds"),
            text("utype", "Its place in a data model"),
            text("unit", "Unit of its values"),
            text("ucd", "What kind of quantity it is"),
            number("indexed", "1 if conditions on it are quick"),
            number("principal", "1 if it is among the first to be shown"),
            number("std", "1 if a standard defines it"),
            number("column_index", "Where it stands in its table")),
        table(
            "keys",
            "How tables belong together",
            text("key_id", "Name of the key"),
            text("from_table", "Table that refers"),
            text("target_table", "Table that is referred to"),
            text("description", "What it says"),
            text("utype", "Its place in a data model")),
        table(
            "key_columns",
            "Columns of keys",
            text("key_id", "Name of the key"),
            text("from_column", "Column of the table that refers"),
            text("target_column", "Column of the table that is referred to")));
  }

  private static PublishedTable table(String name, String description, PublishedColumn... columns) {
    return new PublishedTable(
        "tap_schema",
        name,
        description,
        "",
        "tap_schema.\"" + name + "\"",
        "",
        List.of(columns),
        Optional.empty());
  }

  private static PublishedColumn text(String name, String description) {
    return PublishedColumn.of(new Field(name, Field.Type.TEXT, "", "", "", "", description))
        .principal()
        .standard();
  }

  private static PublishedColumn number(String name, String description) {
    return PublishedColumn.of(new Field(name, Field.Type.INTEGER, "", "", "", "", description))
        .standard();
  }

  /**
   * Writes the description of tables into a database, in place of what was there.
   *
   * @param textType type of texts
   */
  public static void write(Connection connection, PublishedTables tables, String textType)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS tap_schema");
      for (PublishedTable table : tables()) {
        statement.execute("DROP TABLE IF EXISTS " + table.physical());
        statement.execute(
            "CREATE TABLE "
                + table.physical()
                + table.columns().stream()
                    .map(
                        column ->
                            "\""
                                + column.field().name()
                                + "\" "
                                + (column.field().type() == Field.Type.TEXT ? textType : "INT"))
                    .collect(Collectors.joining(", ", "(", ")")));
      }
    }
    int index = 0;
    for (Map.Entry<String, String> schema : tables.schemas().entrySet()) {
      insert(connection, "schemas", schema.getKey(), null, schema.getValue(), index++);
    }
    index = 0;
    for (PublishedTable table : tables.all()) {
      insert(
          connection,
          "tables",
          table.schema(),
          table.fullName(),
          "table",
          nullIfEmpty(table.utype()),
          table.description(),
          index++);
      writeColumns(connection, table);
    }
    for (Key key : KEYS) {
      insert(
          connection,
          "keys",
          key.id(),
          key.fromTable(),
          key.targetTable(),
          key.description(),
          null);
      insert(connection, "key_columns", key.id(), key.fromColumn(), key.targetColumn());
    }
  }

  private static void writeColumns(Connection connection, PublishedTable table)
      throws SQLException {
    int index = 0;
    for (PublishedColumn column : table.columns()) {
      Field field = column.field();
      insert(
          connection,
          "columns",
          table.fullName(),
          column.adqlName(),
          field.type().datatype(),
          nullIfEmpty(field.type().arraySize()),
          nullIfEmpty(field.xtype()),
          null,
          field.description(),
          nullIfEmpty(field.utype()),
          nullIfEmpty(field.unit()),
          nullIfEmpty(field.ucd()),
          column.isIndexed() ? 1 : 0,
          column.isPrincipal() ? 1 : 0,
          column.isStandard() ? 1 : 0,
          index++);
    }
  }

  private static void insert(Connection connection, String table, Object... values)
      throws SQLException {
    String marks = "?" + ", ?".repeat(values.length - 1);
    try (PreparedStatement insert =
        connection.prepareStatement(
            String.format(Locale.ROOT, "INSERT INTO tap_schema.\"%s\" VALUES(%s)", table, marks))) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.execute();
    }
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
