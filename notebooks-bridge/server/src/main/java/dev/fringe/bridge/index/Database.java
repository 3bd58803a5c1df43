package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.LakeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database that the index is in. What is there can be found again in the lake, so one that is
 * damaged or of another version is dropped.
 */
public abstract sealed class Database implements AutoCloseable
    permits EmbeddedDatabase, PostgresDatabase {

  /** Rows that are fetched at once, of answers that may be long. */
  private static final int FETCHED = 1000;

  static final int MOST_CONNECTIONS = 32;

  private volatile Known known = Known.NOTHING;

  /** What is remembered of the products, and when it was found. */
  private record Known(List<Integer> sizeClasses, long nanoTime) {
    static final Known NOTHING = new Known(List.of(), 0);
  }

  /**
   * Opens or makes the database that settings name.
   *
   * @param state folder of a database within the service
   * @param lake which lake the index is of
   * @throws IOException that tells what is wrong with it, or with the way there
   */
  public static Database open(IndexSettings settings, Path state, LakeSettings lake)
      throws IOException {
    return settings.isEmbedded()
        ? EmbeddedDatabase.in(state)
        : PostgresDatabase.at(settings, lake.describe());
  }

  /** A connection of the pool, which its close gives back. */
  public abstract Connection connect() throws SQLException;

  /** A connection that may read what is published, and nothing else. */
  public abstract Connection connectAsReader() throws SQLException;

  /** What ADQL's function is called here. */
  public abstract String function(String adqlName);

  /** The type of texts, which are ordered by code point. */
  public abstract String textType();

  /** What the database itself says of a failure, less what it was asked. */
  public abstract String words(SQLException failure);

  /** Whether this service is the one that follows the lake; others may use the same database. */
  abstract boolean isFollower() throws SQLException;

  /** Has others who would change tables wait until the connection's transaction ends. */
  abstract void lock(Connection connection) throws SQLException;

  /** How long what is remembered of the products stays true while others may change them. */
  abstract long rememberedNanos();

  @Override
  public abstract void close();

  /** Changes tables. */
  @FunctionalInterface
  public interface Change {
    void in(Connection connection) throws SQLException;
  }

  /** Changes tables, one service at a time. */
  public void change(Change change) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      lock(connection);
      change.in(connection);
      connection.commit();
    }
  }

  /** A statement whose answer is fetched bit by bit, in a transaction that the close ends. */
  public static Statement streaming(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Statement statement = connection.createStatement();
    statement.setFetchSize(FETCHED);
    return statement;
  }

  /** The same with question marks. */
  static PreparedStatement streaming(Connection connection, Sql sql) throws SQLException {
    connection.setAutoCommit(false);
    PreparedStatement statement = sql.prepare(connection);
    statement.setFetchSize(FETCHED);
    return statement;
  }

  /** Whether a statement was ended by its time or on request. */
  public static boolean isCancelled(SQLException failure) {
    return "57014".equals(failure.getSQLState());
  }

  /** Whether the database can't be reached, or ends, or has no place: it may answer later. */
  public static boolean isUnavailable(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300");
  }

  /** A failure to read, for those who ask the catalogue. */
  public static CatalogueException failed(SQLException failure) {
    return isUnavailable(failure)
        ? new CatalogueException.Unavailable(
            "the index cannot be reached: " + failure.getMessage(), failure)
        : new CatalogueException("the index cannot be read: " + failure.getMessage(), failure);
  }

  /** Classes of size that outlines have, see {@link dev.fringe.bridge.sky.Cells}. */
  public List<Integer> sizeClasses() {
    Known now = known;
    if (now.sizeClasses().isEmpty() || System.nanoTime() - now.nanoTime() > rememberedNanos()) {
      now = new Known(findSizeClasses(), System.nanoTime());
      known = now;
    }
    return now.sizeClasses();
  }

  /** Has what is remembered of the products found anew. */
  void changed() {
    known = Known.NOTHING;
  }

  private List<Integer> findSizeClasses() {
    List<Integer> classes = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT size_class FROM products WHERE size_class IS NOT NULL")) {
      while (rows.next()) {
        classes.add(rows.getInt(1));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return List.copyOf(classes);
  }
}
