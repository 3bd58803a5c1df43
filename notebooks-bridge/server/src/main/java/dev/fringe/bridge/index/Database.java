package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.bridge.catalogue.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded database. What is in it can be found again in the lake, so one that is damaged or of
 * another version is dropped.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** Changes with the tables. */
  private static final int VERSION = 2;

  private static final int MOST_CONNECTIONS = 32;
  private static final String READER = "reader";
  private static final String NAMES = ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
  private static final String OPTIONS = NAMES + ";CACHE_SIZE=65536;DB_CLOSE_ON_EXIT=FALSE";

  private final JdbcConnectionPool pool;
  private final JdbcConnectionPool readers;
  private volatile List<Integer> sizeClasses = List.of();

  private Database(String url) throws SQLException {
    this.pool = JdbcConnectionPool.create(url + OPTIONS, "index", "");
    pool.setMaxConnections(MOST_CONNECTIONS);
    try (Connection connection = pool.getConnection()) {
      create(connection);
      letRead(connection);
    } catch (SQLException e) {
      pool.dispose();
      throw e;
    }
    this.readers = JdbcConnectionPool.create(url + NAMES, READER, "");
    readers.setMaxConnections(MOST_CONNECTIONS);
  }

  /** A database in memory, which ends with it. */
  public static Database inMemory() {
    try {
      return new Database("jdbc:h2:mem:" + UUID.randomUUID());
    } catch (SQLException e) {
      throw new CatalogueException("a database in memory cannot be made", e);
    }
  }

  /**
   * Opens or makes a database in a folder.
   *
   * @throws IOException if another process uses it, or the folder can't be written
   */
  public static Database in(Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      return open(folder);
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        throw new IOException(
            "%s is used by another fringe serve: stop that one, or give this one another --state"
                .formatted(folder),
            e);
      }
      LOG.warn("the index in {} is made anew: {}", folder, e.getMessage());
      Files.deleteIfExists(file(folder));
      try {
        return open(folder);
      } catch (SQLException again) {
        throw new IOException(
            "no index can be made in " + folder + ": " + again.getMessage(), again);
      }
    }
  }

  private static Database open(Path folder) throws SQLException {
    return new Database("jdbc:h2:file:" + folder.toAbsolutePath().resolve("index"));
  }

  private static Path file(Path folder) {
    return folder.toAbsolutePath().resolve("index.mv.db");
  }

  /** A connection of the pool, which its close gives back. */
  public Connection connect() throws SQLException {
    return pool.getConnection();
  }

  /** A connection that may read what is published, and nothing else. */
  public Connection connectAsReader() throws SQLException {
    return readers.getConnection();
  }

  /** Classes of size that outlines have, see {@link dev.fringe.bridge.sky.Cells}. */
  public List<Integer> sizeClasses() {
    List<Integer> known = sizeClasses;
    if (known.isEmpty()) {
      known = findSizeClasses();
      sizeClasses = known;
    }
    return known;
  }

  /** Has what is remembered of the products found anew. */
  void changed() {
    sizeClasses = List.of();
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
      throw new CatalogueException("the index cannot be read: " + e.getMessage(), e);
    }
    return List.copyOf(classes);
  }

  /** Tables that were sent along with queries are gone with the process that ran these. */
  private static void letRead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS tap_upload CASCADE");
      statement.execute("CREATE SCHEMA tap_upload");
      statement.execute("CREATE SCHEMA IF NOT EXISTS tap_schema");
      statement.execute("CREATE USER IF NOT EXISTS " + READER + " PASSWORD ''");
      for (String schema : List.of("PUBLIC", "tap_schema", "tap_upload")) {
        statement.execute("GRANT SELECT ON SCHEMA " + schema + " TO " + READER);
      }
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS version(v INT)");
      try (ResultSet found = statement.executeQuery("SELECT v FROM version")) {
        if (found.next()) {
          if (found.getInt(1) != VERSION) {
            throw new SQLException("it is of version " + found.getInt(1) + ", not " + VERSION);
          }
          return;
        }
      }
      String columns =
          Arrays.stream(Column.values())
              .filter(column -> !column.isDerived())
              .map(column -> column.columnName() + " " + sqlType(column))
              .collect(Collectors.joining(", "));
      statement.execute(
          "CREATE TABLE products(id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
              + " did VARCHAR NOT NULL UNIQUE, scope VARCHAR NOT NULL, name VARCHAR NOT NULL,"
              + " dataset VARCHAR, bytes BIGINT NOT NULL, adler32 VARCHAR, md5 VARCHAR,"
              + " release_time TIMESTAMP(3) WITH TIME ZONE, created TIMESTAMP(3) WITH TIME ZONE,"
              + " is_observation BOOLEAN NOT NULL, region VARCHAR, size_class INT, cell BIGINT,"
              + " point_cell BIGINT, "
              + columns
              + ")");
      statement.execute("CREATE INDEX products_on_sky ON products(size_class, cell)");
      statement.execute("CREATE INDEX products_by_point ON products(point_cell)");
      statement.execute("CREATE INDEX products_of_dataset ON products(dataset)");
      statement.execute("CREATE INDEX products_by_time ON products(t_min)");
      statement.execute("CREATE INDEX products_by_scope ON products(scope, name)");
      statement.execute(
          "CREATE TABLE datasets(did VARCHAR PRIMARY KEY, scope VARCHAR NOT NULL,"
              + " is_open BOOLEAN NOT NULL, created TIMESTAMP(3) WITH TIME ZONE)");
      statement.execute(
          "CREATE TABLE sources(id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
              + " list VARCHAR NOT NULL, name VARCHAR, ra DOUBLE PRECISION NOT NULL,"
              + " dec DOUBLE PRECISION NOT NULL, ra_error DOUBLE PRECISION,"
              + " dec_error DOUBLE PRECISION, peak DOUBLE PRECISION, peak_error DOUBLE PRECISION,"
              + " flux DOUBLE PRECISION, flux_error DOUBLE PRECISION, noise DOUBLE PRECISION,"
              + " major DOUBLE PRECISION, minor DOUBLE PRECISION, pa DOUBLE PRECISION,"
              + " cell BIGINT NOT NULL)");
      statement.execute("CREATE INDEX sources_on_sky ON sources(cell)");
      statement.execute("CREATE INDEX sources_of_list ON sources(list)");
      createFunctions(statement);
      statement.execute("INSERT INTO version VALUES(" + VERSION + ")");
    }
  }

  private static void createFunctions(Statement statement) throws SQLException {
    Map<String, String> functions = new LinkedHashMap<>();
    functions.put("region_intersects", SkyFunctions.class.getName() + ".intersects");
    for (String name :
        List.of(
            "point",
            "circle",
            "circleAt",
            "box",
            "polygon",
            "polygonOf",
            "contains",
            "intersects",
            "inCircle",
            "distance",
            "distanceOf",
            "area",
            "centroid",
            "coord1",
            "coord2")) {
      functions.put(
          "adql_" + name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
          AdqlFunctions.class.getName() + "." + name);
    }
    for (Map.Entry<String, String> function : functions.entrySet()) {
      statement.execute(
          "CREATE ALIAS %s DETERMINISTIC FOR '%s'"
              .formatted(function.getKey(), function.getValue()));
    }
  }

  static String sqlType(Column column) {
    return switch (column.type()) {
      case TEXT, TIMESTAMP, REGION -> "VARCHAR";
      case INTEGER -> "INT";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
    };
  }

  @Override
  public void close() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      LOG.debug("the index was not closed in order: {}", e.getMessage());
    }
    readers.dispose();
    pool.dispose();
  }
}
