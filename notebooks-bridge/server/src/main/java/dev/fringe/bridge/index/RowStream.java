package dev.fringe.bridge.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of an answer as a stream, whose close gives the connection back. */
final class RowStream<T> extends AbstractSpliterator<T> {

  private final Connection connection;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final Reader<T> reader;

  /** Reads a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private RowStream(Connection connection, Sql sql, Reader<T> reader) throws SQLException {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.connection = connection;
    this.reader = reader;
    this.statement = Database.streaming(connection, sql);
    this.rows = statement.executeQuery();
  }

  static <T> Stream<T> open(Database database, Sql sql, Reader<T> reader) {
    try {
      Connection connection = database.connect();
      try {
        RowStream<T> source = new RowStream<>(connection, sql, reader);
        return StreamSupport.stream(source, false).onClose(source::close);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    try {
      if (!rows.next()) {
        return false;
      }
      action.accept(reader.read(rows));
      return true;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private void close() {
    try (connection;
        statement;
        rows) {
      return;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
