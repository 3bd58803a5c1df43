package dev.fringe.bridge.access;

import dev.fringe.bridge.web.Endpoints;
import dev.fringe.storage.settings.ServeSettings;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What is between the service and its callers: TLS, or a gateway that has it, whose word about
 * callers is believed only if the settings say that there is one.
 */
public final class Transport implements Endpoints {

  /** Of a key store that is in memory only. */
  private static final String PASSWORD = "in-memory";

  private final ServeSettings settings;
  private final String host;
  private final int port;
  private final Optional<KeyStore> keys;

  private Transport(ServeSettings settings, String host, int port, Optional<KeyStore> keys) {
    this.settings = settings;
    this.host = host;
    this.port = port;
    this.keys = keys;
  }

  /**
   * As the settings say.
   *
   * @throws IOException if certificate or key can't be read
   */
  public static Transport of(ServeSettings settings, String host, int port) throws IOException {
    return new Transport(
        settings,
        host,
        port,
        settings.tls().isSet()
            ? Optional.of(
                Pem.keyStore(
                    Path.of(settings.tls().certificate()),
                    Path.of(settings.tls().key()),
                    PASSWORD.toCharArray()))
            : Optional.empty());
  }

  @Override
  public void register(JavalinConfig config) {
    if (settings.isBehindGateway()) {
      config.jetty.modifyHttpConfiguration(
          http -> http.addCustomizer(new ForwardedRequestCustomizer()));
    }
    keys.ifPresent(
        store -> config.jetty.addConnector((server, http) -> secure(server, http, store)));
  }

  private Connector secure(Server server, HttpConfiguration http, KeyStore store) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(store);
    tls.setKeyStorePassword(PASSWORD);
    HttpConfiguration secure = new HttpConfiguration(http);
    // Whoever is asked by another name than the certificate's is refused by clients already.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }
}
