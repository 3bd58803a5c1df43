package dev.fringe.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Tells a cluster's probes at {@code /livez} whether the operator must be started again, at {@code
 * /readyz} whether it works or stands by, and Prometheus at {@code /metrics} what it counts.
 */
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
   * @param port on all interfaces, 0 for any free one; empty for no page at all
   * @param metrics in Prometheus' text format
   */
  public static HealthPage on(Optional<Integer> port, Health health, Supplier<String> metrics)
      throws IOException {
    if (port.isEmpty()) {
      return new HealthPage(Optional.empty());
    }
    HttpServer server = HttpServer.create(new InetSocketAddress(port.get()), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    probe(server, "/livez", health::whyNotAlive);
    probe(server, "/readyz", health::whyNotReady);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          answer(exchange, OK, metrics.get());
        });
    server.start();
    return new HealthPage(Optional.of(server));
  }

  private static void probe(HttpServer server, String path, Supplier<Optional<String>> fault) {
    server.createContext(
        path,
        exchange -> {
          Optional<String> why = fault.get();
          answer(exchange, why.isEmpty() ? OK : UNAVAILABLE, why.orElse("ok") + "\n");
        });
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, words.length);
    exchange.getResponseBody().write(words);
    exchange.close();
  }

  /** Where it is, without a path. */
  public Optional<String> address() {
    return server.map(s -> "http://localhost:" + s.getAddress().getPort());
  }

  @Override
  public void close() {
    server.ifPresent(s -> s.stop(0));
  }
}
