package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.lake.Did;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes products of rows. */
final class ProductRows {

  /** Columns of ObsCore that are stored. */
  static final List<Column> STORED =
      Arrays.stream(Column.values()).filter(column -> !column.isDerived()).toList();

  private ProductRows() {}

  static Product read(ResultSet row) throws SQLException {
    Map<Column, Object> values = new EnumMap<>(Column.class);
    for (Column column : STORED) {
      Object value =
          switch (column.type()) {
            case TEXT, TIMESTAMP, REGION -> row.getString(column.columnName());
            case INTEGER -> row.getInt(column.columnName());
            case LONG -> row.getLong(column.columnName());
            case DOUBLE -> row.getDouble(column.columnName());
          };
      if (!row.wasNull()) {
        values.put(column, value);
      }
    }
    return new Product(
        Did.parse(row.getString("did")),
        Optional.ofNullable(row.getString("dataset")).map(Did::parse),
        row.getLong("bytes"),
        row.getString("adler32"),
        row.getString("md5"),
        row.getString("content_type"),
        instant(row, "release_time"),
        instant(row, "created"),
        values);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
