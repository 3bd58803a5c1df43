package dev.fringe.bridge;

import dev.fringe.storage.settings.IndexSettings;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a test's index is: in its service, or in a database of PostgreSQL that is made for it. */
public final class TestIndex implements AutoCloseable {

  static final String VARIABLE = "FRINGE_TEST_POSTGRES";

  private static volatile boolean isOnPostgres;

  private final IndexSettings settings;
  private final boolean isOwn;

  private TestIndex(IndexSettings settings, boolean isOwn) {
    this.settings = settings;
    this.isOwn = isOwn;
  }

  /** One that somebody else makes and drops. */
  static TestIndex borrowed(IndexSettings settings) {
    return new TestIndex(settings, false);
  }

  /** Has indexes made from now on be in PostgreSQL, or in their services. */
  static void onPostgres(boolean isWanted) {
    isOnPostgres = isWanted;
  }

  public static TestIndex create() throws IOException {
    return isOnPostgres ? createOnPostgres() : new TestIndex(IndexSettings.embedded(), false);
  }

  public static TestIndex createOnPostgres() throws IOException {
    String name = "fringe_test_" + UUID.randomUUID().toString().replace("-", "");
    run("CREATE DATABASE " + name);
    return new TestIndex(
        server().at(URI.create(server().url()).resolve("/" + name).toString()).orElseThrow(), true);
  }

  private static IndexSettings server() {
    return new IndexSettings(
        System.getenv(VARIABLE),
        System.getenv(VARIABLE + "_USERNAME"),
        System.getenv(VARIABLE + "_PASSWORD_FILE"),
        "",
        "",
        false,
        System.getenv(VARIABLE + "_READER"));
  }

  public IndexSettings settings() {
    return settings;
  }

  /** Runs a statement in the server's own database. */
  static void run(String sql) throws IOException {
    try (Connection connection = connect(server());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** A connection of its owner. */
  public static Connection connect(IndexSettings settings) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + settings.url());
    source.setUser(settings.username());
    source.setPassword(settings.password().orElseThrow().read().reveal());
    return source.getConnection();
  }

  @Override
  public void close() throws IOException {
    if (isOwn) {
      run("DROP DATABASE " + settings.url().replaceAll(".*/", "") + " WITH (FORCE)");
    }
  }
}
