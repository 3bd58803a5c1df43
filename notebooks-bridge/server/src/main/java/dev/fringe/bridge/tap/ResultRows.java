package dev.fringe.bridge.tap;

import dev.fringe.bridge.adql.Translation;
import dev.fringe.bridge.vo.Field;
import dev.fringe.bridge.vo.Rows;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The database's answer as rows. Closing it is for whoever asked. */
final class ResultRows implements Rows {

  private final ResultSet rows;
  private final List<Field> fields;
  private final int seconds;
  private final long started = System.nanoTime();

  private ResultRows(ResultSet rows, List<Field> fields, int seconds) {
    this.rows = rows;
    this.fields = fields;
    this.seconds = seconds;
  }

  /**
   * The rows of an answer.
   *
   * @param seconds that reading them may take
   */
  static ResultRows of(ResultSet rows, List<Translation.OutputColumn> columns, int seconds)
      throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Translation.OutputColumn column = columns.get(i);
      fields.add(
          column
              .field()
              .map(field -> field.renamed(column.name()))
              .orElse(Field.of(column.name(), type(metadata.getColumnType(i + 1)))));
    }
    return new ResultRows(rows, fields, seconds);
  }

  private static Field.Type type(int type) {
    return switch (type) {
      case Types.BOOLEAN, Types.BIT -> Field.Type.BOOLEAN;
      case Types.TINYINT, Types.SMALLINT -> Field.Type.SHORT;
      case Types.INTEGER -> Field.Type.INTEGER;
      case Types.BIGINT -> Field.Type.LONG;
      case Types.REAL -> Field.Type.FLOAT;
      case Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> Field.Type.DOUBLE;
      default -> Field.Type.TEXT;
    };
  }

  List<Field> fields() {
    return fields;
  }

  @Override
  public boolean next() throws IOException {
    if (System.nanoTime() - started > TimeUnit.SECONDS.toNanos(seconds)) {
      throw new IOException("the answer took more than %d seconds".formatted(seconds));
    }
    try {
      return rows.next();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Object cell(int column) throws IOException {
    try {
      Object value =
          switch (fields.get(column).type()) {
            case TEXT -> rows.getString(column + 1);
            case BOOLEAN -> rows.getBoolean(column + 1);
            case SHORT -> rows.getShort(column + 1);
            case INTEGER -> rows.getInt(column + 1);
            case LONG -> rows.getLong(column + 1);
            case FLOAT -> rows.getFloat(column + 1);
            case DOUBLE -> rows.getDouble(column + 1);
          };
      return rows.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
