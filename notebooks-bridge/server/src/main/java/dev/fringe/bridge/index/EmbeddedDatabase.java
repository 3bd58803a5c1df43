package dev.fringe.bridge.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database in this process, and a file of one folder. */
final class EmbeddedDatabase extends Database {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private static final String READER = "reader";
  private static final String NAMES = ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
  private static final String OPTIONS = NAMES + ";CACHE_SIZE=65536;DB_CLOSE_ON_EXIT=FALSE";

  private final JdbcConnectionPool pool;
  private final JdbcConnectionPool readers;

  private EmbeddedDatabase(String url) throws SQLException {
    this.pool = JdbcConnectionPool.create(url + OPTIONS, "index", "");
    pool.setMaxConnections(MOST_CONNECTIONS);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      create(statement);
      letRead(statement);
    } catch (SQLException e) {
      pool.dispose();
      throw e;
    }
    this.readers = JdbcConnectionPool.create(url + NAMES, READER, "");
    readers.setMaxConnections(MOST_CONNECTIONS);
  }

  static EmbeddedDatabase in(Path folder) throws IOException {
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

  private static EmbeddedDatabase open(Path folder) throws SQLException {
    return new EmbeddedDatabase("jdbc:h2:file:" + folder.toAbsolutePath().resolve("index"));
  }

  private static Path file(Path folder) {
    return folder.toAbsolutePath().resolve("index.mv.db");
  }

  @Override
  public Connection connect() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Connection connectAsReader() throws SQLException {
    return readers.getConnection();
  }

  @Override
  public String function(String adqlName) {
    return adqlName.equals("LOG") ? "LN" : adqlName;
  }

  @Override
  public String textType() {
    return "VARCHAR";
  }

  @Override
  public String words(SQLException failure) {
    Throwable cause = failure;
    while (cause.getCause() instanceof IllegalArgumentException) {
      cause = cause.getCause();
    }
    return cause instanceof JdbcException database && database.getOriginalMessage() != null
        ? database.getOriginalMessage()
        : String.valueOf(cause.getMessage());
  }

  @Override
  void lock(Connection connection) {
    // Nobody else is there.
  }

  @Override
  boolean isFollower() {
    return true;
  }

  @Override
  long rememberedNanos() {
    return Long.MAX_VALUE;
  }

  /** Tables that were sent along with queries are gone with the process that ran these. */
  private static void letRead(Statement statement) throws SQLException {
    statement.execute("DROP SCHEMA IF EXISTS tap_upload CASCADE");
    statement.execute("CREATE SCHEMA tap_upload");
    statement.execute("CREATE SCHEMA IF NOT EXISTS tap_schema");
    statement.execute("CREATE USER IF NOT EXISTS " + READER + " PASSWORD ''");
    for (String schema : List.of("PUBLIC", "tap_schema", "tap_upload")) {
      statement.execute("GRANT SELECT ON SCHEMA " + schema + " TO " + READER);
    }
  }

  private void create(Statement statement) throws SQLException {
    int version = IndexTables.version(statement);
    if (IndexTables.isCurrent(version)) {
      return;
    }
    if (version != 0) {
      throw new SQLException("it is of the old version " + version);
    }
    IndexTables.create(statement, textType());
    createFunctions(statement);
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
