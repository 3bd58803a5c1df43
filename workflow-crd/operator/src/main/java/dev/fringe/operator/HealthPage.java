package dev.fringe.operator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Tells a cluster's probes at {@code /healthz} whether the operator hears the cluster. */
public final class HealthPage implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Optional<HttpServer> server;

  private HealthPage(Optional<HttpServer> server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param port on all interfaces; empty for no page at all
   */
  public static HealthPage on(Optional<Integer> port, BooleanSupplier isHealthy)
      throws IOException {
    if (port.isEmpty()) {
      return new HealthPage(Optional.empty());
    }
    HttpServer server = HttpServer.create(new InetSocketAddress(port.get()), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/healthz",
        exchange -> {
          boolean isWell = isHealthy.getAsBoolean();
          byte[] words =
              (isWell ? "ok\n" : "an event source is lost\n").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isWell ? OK : UNAVAILABLE, words.length);
          exchange.getResponseBody().write(words);
          exchange.close();
        });
    server.start();
    return new HealthPage(Optional.of(server));
  }

  /** Where it is. */
  public Optional<String> address() {
    return server.map(s -> "http://localhost:" + s.getAddress().getPort() + "/healthz");
  }

  @Override
  public void close() {
    server.ifPresent(s -> s.stop(0));
  }
}
