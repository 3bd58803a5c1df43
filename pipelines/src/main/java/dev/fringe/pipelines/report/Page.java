package dev.fringe.pipelines.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One path of JSON, at the address that {@code FRINGE_PROGRESS=HOST:PORT} gives. */
final class Page implements AutoCloseable {
  static final String VARIABLE = "FRINGE_PROGRESS";

  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\]]+)\\]?:([0-9]{1,5})");
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final HttpServer server;

  private Page(HttpServer server) {
    this.server = server;
  }

  /** What is told at the moment; empty for nothing yet. */
  interface Content {
    Optional<byte[]> now() throws IOException;
  }

  /** The address that this process's environment gives, if it does. */
  static Optional<String> address() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(address -> !address.isBlank());
  }

  /**
   * Starts it.
   *
   * @param address HOST:PORT of this machine; port 0 for any
   * @throws IOException if it cannot be had
   */
  static Page at(String address, String path, Content content) throws IOException {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
      throw new IOException(
          VARIABLE + " is '" + address + "', but must be HOST:PORT, such as 10.1.2.3:8090");
    }
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(path, exchange -> answer(exchange, content));
    server.start();
    return new Page(server);
  }

  private static void answer(HttpExchange exchange, Content content) throws IOException {
    try (exchange) {
      Optional<byte[]> body = content.now();
      if (body.isEmpty()) {
        exchange.sendResponseHeaders(NO_CONTENT, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(OK, body.get().length);
      exchange.getResponseBody().write(body.get());
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
