package dev.fringe.bridge.index;

import dev.fringe.storage.objects.Loopback;
import dev.fringe.storage.settings.IndexSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to PostgreSQL as settings have them. */
final class PostgresSource {

  /** The schema that the index's own tables are in. */
  static final String SCHEMA = "fringe";

  private static final int CONNECT_SECONDS = 5;

  private PostgresSource() {}

  /**
   * Connections of one kind.
   *
   * @param options parameters of each session, {@code name=value}
   */
  static DataSource of(IndexSettings settings, List<String> options) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + settings.url());
    source.setUser(settings.username());
    try {
      settings.password().ifPresent(secret -> source.setPassword(secret.read().reveal()));
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new SQLException("its password: " + e.getMessage(), e);
    }
    source.setApplicationName("fringe serve");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(2 * CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    source.setOptions(
        Stream.concat(Stream.of("search_path=" + SCHEMA, "jit=off"), options.stream())
            .map(option -> "-c " + option)
            .collect(Collectors.joining(" ")));
    if (!settings.isPlain() && !Loopback.is(URI.create(settings.url()))) {
      source.setSslMode("verify-full");
      if (settings.caFile().isEmpty()) {
        source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
      } else {
        source.setSslRootCert(settings.caFile());
      }
    }
    return source;
  }
}
