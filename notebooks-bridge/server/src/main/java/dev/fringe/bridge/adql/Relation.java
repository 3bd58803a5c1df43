package dev.fringe.bridge.adql;

import dev.fringe.bridge.tables.PublishedTable;
import dev.fringe.bridge.vo.Field;
import java.util.List;
import java.util.Optional;

/**
 * Something in a FROM.
 *
 * @param alias that columns are asked for by; empty if there is none
 * @param schema of the table, if it has no alias; empty otherwise
 * @param sqlAlias what it is called in the SQL
 * @param columns it has
 * @param table that it is; empty for a query in parentheses
 */
record Relation(
    String alias,
    String schema,
    String sqlAlias,
    List<Item> columns,
    Optional<PublishedTable> table) {

  /**
   * A column of it.
   *
   * @param name by which it is asked for
   * @param sql its value
   * @param field what it means; empty if it is computed
   */
  record Item(String name, String sql, Optional<Field> field) {}

  boolean isCalled(String askedSchema, String name) {
    return alias.equalsIgnoreCase(name)
        && (askedSchema.isEmpty() || schema.equalsIgnoreCase(askedSchema));
  }

  List<Item> named(String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
  }
}
