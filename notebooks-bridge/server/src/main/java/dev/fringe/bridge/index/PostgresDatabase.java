package dev.fringe.bridge.index;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fringe.storage.settings.IndexSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of PostgreSQL 14 or newer that is the index's alone. Several services may use it: one
 * follows the lake, held by an advisory lock of its session, and another takes over when it ends.
 */
final class PostgresDatabase extends Database {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

  /** Of the advisory locks: "fringe", and the next. */
  private static final long TABLES_LOCK = 0x6672696e6765L;

  private static final long FOLLOWER_LOCK = TABLES_LOCK + 1;

  private static final int LEAST_VERSION = 14;
  private static final int CHECK_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration LONGEST_QUERY = Duration.ofHours(2);
  private static final Duration LONGEST_UPLOAD = Duration.ofDays(2);
  private static final long REMEMBERED = Duration.ofSeconds(1).toNanos();

  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "LOG", "LN",
          "ROUND", "adql_round",
          "TRUNCATE", "adql_truncate",
          "MOD", "adql_mod",
          "RAND", "adql_rand");

  private final DataSource source;
  private final HikariDataSource pool;
  private final HikariDataSource readers;
  private final String textType;
  private Optional<Connection> follower = Optional.empty();

  private PostgresDatabase(IndexSettings settings, String lake) throws SQLException {
    this.source = PostgresSource.of(settings, List.of());
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      requireUsable(connection, statement);
      this.textType = textType(statement);
      connection.setAutoCommit(false);
      lock(connection);
      create(statement, lake);
      letRead(statement, settings.reader());
      dropOldUploads(statement);
      connection.commit();
    }
    this.pool = pool("index", source);
    List<String> options = new ArrayList<>();
    options.add("default_transaction_read_only=on");
    options.add("statement_timeout=" + LONGEST_QUERY.toMillis());
    if (!settings.reader().isEmpty()) {
      options.add("role=" + settings.reader());
    }
    this.readers = pool("readers", PostgresSource.of(settings, options));
  }

  static PostgresDatabase at(IndexSettings settings, String lake) throws IOException {
    try {
      return new PostgresDatabase(settings, lake);
    } catch (SQLException e) {
      throw new IOException(
          "the index's database %s cannot be used: %s"
              .formatted(settings.url(), e.getMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  private static HikariDataSource pool(String name, DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(MOST_CONNECTIONS / 2);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static void requireUsable(Connection connection, Statement statement)
      throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < LEAST_VERSION) {
      throw new SQLException(
          "it is PostgreSQL %d; %d or newer is needed".formatted(version, LEAST_VERSION));
    }
    String encoding = one(statement, "SHOW server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new SQLException("its encoding is " + encoding + "; UTF8 is needed");
    }
  }

  /** Texts are in the order of their code points, and case is everybody's, not only ASCII's. */
  private static String textType(Statement statement) throws SQLException {
    return "VARCHAR COLLATE \""
        + one(
            statement,
            "SELECT collname FROM pg_collation WHERE collname IN ('pg_c_utf8', 'C.utf8', 'C')"
                + " AND collencoding IN (-1, pg_char_to_encoding('UTF8'))"
                + " ORDER BY array_position(ARRAY['pg_c_utf8', 'C.utf8', 'C']::name[], collname)"
                + " LIMIT 1")
        + "\"";
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void create(Statement statement, String lake) throws SQLException {
    statement.execute("CREATE SCHEMA IF NOT EXISTS " + PostgresSource.SCHEMA);
    int version = IndexTables.version(statement);
    if (IndexTables.isCurrent(version)) {
      requireLake(statement, lake);
      return;
    }
    if (version != 0) {
      LOG.warn("the index is made anew: it is of the old version {}", version);
    }
    statement.execute("DROP SCHEMA " + PostgresSource.SCHEMA + " CASCADE");
    statement.execute("CREATE SCHEMA " + PostgresSource.SCHEMA);
    IndexTables.version(statement);
    IndexTables.create(statement, textType);
    statement.execute(functions());
    statement.execute(
        "COMMENT ON SCHEMA %s IS '%s'".formatted(PostgresSource.SCHEMA, lake.replace("'", "''")));
  }

  private static void requireLake(Statement statement, String lake) throws SQLException {
    String found =
        one(
            statement,
            "SELECT obj_description('%s'::regnamespace)".formatted(PostgresSource.SCHEMA));
    if (!lake.equals(found)) {
      throw new SQLException(
          "it has the index of the lake %s: give %s a database of its own, or drop the schema %s"
              .formatted(found, lake, PostgresSource.SCHEMA));
    }
  }

  private static String functions() {
    try (InputStream in = PostgresDatabase.class.getResourceAsStream("postgres.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the jar holds its own resources", e);
    }
  }

  private static void letRead(Statement statement, String reader) throws SQLException {
    for (String schema : List.of(PostgresSource.SCHEMA, "tap_schema", "tap_upload")) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
      if (!reader.isEmpty()) {
        String role = "\"" + reader + "\"";
        statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
        statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
        statement.execute(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT ON TABLES TO %s"
                .formatted(schema, role));
      }
    }
  }

  /** Tables of queries that ended with their service; those of other services are younger. */
  private static void dropOldUploads(Statement statement) throws SQLException {
    List<String> old = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'tap_upload'")) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (UploadNames.madeAt(name).isBefore(Instant.now().minus(LONGEST_UPLOAD))) {
          old.add(name);
        }
      }
    }
    for (String name : old) {
      statement.execute("DROP TABLE tap_upload.\"" + name + "\"");
    }
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
    return FUNCTIONS.getOrDefault(adqlName, adqlName);
  }

  @Override
  public String textType() {
    return textType;
  }

  @Override
  public String words(SQLException failure) {
    return failure instanceof PSQLException told && told.getServerErrorMessage() != null
        ? told.getServerErrorMessage().getMessage()
        : String.valueOf(failure.getMessage());
  }

  @Override
  void lock(Connection connection) throws SQLException {
    isTrue(connection, "SELECT pg_advisory_xact_lock(?) IS NOT NULL", TABLES_LOCK);
  }

  @Override
  synchronized boolean isFollower() throws SQLException {
    if (follower.isPresent()) {
      if (follower.get().isValid(CHECK_SECONDS)) {
        return true;
      }
      resign();
    }
    Connection session = source.getConnection();
    if (isTrue(session, "SELECT pg_try_advisory_lock(?)", FOLLOWER_LOCK)) {
      follower = Optional.of(session);
      return true;
    }
    session.close();
    return false;
  }

  private static boolean isTrue(Connection connection, String sql, long key) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, key);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private synchronized void resign() {
    try {
      if (follower.isPresent()) {
        follower.get().close();
      }
    } catch (SQLException e) {
      LOG.debug("the follower's session was not closed in order: {}", e.getMessage());
    }
    follower = Optional.empty();
  }

  @Override
  long rememberedNanos() {
    return REMEMBERED;
  }

  @Override
  public void close() {
    resign();
    readers.close();
    pool.close();
  }
}
