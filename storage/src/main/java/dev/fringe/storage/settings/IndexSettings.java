package dev.fringe.storage.settings;

import dev.fringe.rucio.secret.SecretSource;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database that a service keeps its index in. Names where the password is found, and holds
 * none; where neither file nor variable is named, {@code ~/.pgpass} tells it, or nobody asks.
 *
 * @param url {@code postgresql://HOST:PORT/DATABASE}; empty for a database within the service
 * @param username that owns the database
 * @param passwordFile empty for none
 * @param passwordEnv name of an environment variable; empty for none
 * @param caFile authorities that sign the server's certificate; empty for the system's
 * @param isPlain whether the line to another machine may be open
 * @param reader role that people's queries take; empty for the user's own
 */
public record IndexSettings(
    String url,
    String username,
    String passwordFile,
    String passwordEnv,
    String caFile,
    boolean isPlain,
    String reader)
    implements Serializable {

  /** A database within the service. */
  public static IndexSettings embedded() {
    return new IndexSettings("", "", "", "", "", false, "");
  }

  public boolean isEmbedded() {
    return url.isEmpty();
  }

  /** The same in another database; empty if the address is none. */
  public Optional<IndexSettings> at(String otherUrl) {
    return isDatabase(otherUrl)
        ? Optional.of(
            new IndexSettings(
                otherUrl, username, passwordFile, passwordEnv, caFile, isPlain, reader))
        : Optional.empty();
  }

  /** Whether an address is {@code postgresql://HOST:PORT/DATABASE}, and nothing more. */
  static boolean isDatabase(String url) {
    try {
      URI uri = new URI(url);
      return "postgresql".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawPath().matches("/[A-Za-z_][A-Za-z0-9_.-]{0,62}");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Where the password is; empty if {@code ~/.pgpass} may tell it. */
  public Optional<SecretSource> password() {
    if (!passwordFile.isEmpty()) {
      return Optional.of(SecretSource.file(Path.of(passwordFile)));
    }
    return passwordEnv.isEmpty()
        ? Optional.empty()
        : Optional.of(SecretSource.environment(passwordEnv));
  }
}
