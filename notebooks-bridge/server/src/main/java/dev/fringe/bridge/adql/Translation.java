package dev.fringe.bridge.adql;

import dev.fringe.bridge.vo.Field;
import java.util.List;
import java.util.Optional;

/**
 * A query in the database's SQL.
 *
 * @param sql the query
 * @param columns of its answer
 */
public record Translation(String sql, List<OutputColumn> columns) {

  public Translation {
    columns = List.copyOf(columns);
  }

  /**
   * A column of an answer.
   *
   * @param name as it was asked for
   * @param field of the column that it comes from; empty if it is computed
   */
  public record OutputColumn(String name, Optional<Field> field) {}
}
