package dev.fringe.pipelines.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fringe.pipelines.progress.StageNow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells at {@code /progress} how far the run of this process is: JSON of {@code stage}, {@code
 * majorCycle}, {@code percent} and {@code estimatedEnd}, of which any may be missing. It is there
 * where {@code FRINGE_PROGRESS=HOST:PORT} asks for it.
 */
public final class ProgressPage implements AutoCloseable {
  /** The variable that asks for a page. */
  public static final String VARIABLE = "FRINGE_PROGRESS";

  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\]]+)\\]?:([0-9]{1,5})");
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final HttpServer server;
  private final Supplier<Optional<StageNow>> stage;
  private final Clock clock;
  private final Instant started;

  private ProgressPage(HttpServer server, Supplier<Optional<StageNow>> stage, Clock clock) {
    this.server = server;
    this.stage = stage;
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * Starts a page.
   *
   * @param address HOST:PORT of this machine; port 0 for any
   * @throws IOException if it cannot be had
   */
  static ProgressPage at(String address, Supplier<Optional<StageNow>> stage, Clock clock)
      throws IOException {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
      throw new IOException(
          VARIABLE + " is '" + address + "', but must be HOST:PORT, such as 10.1.2.3:8090");
    }
    InetSocketAddress where =
        new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    HttpServer server = HttpServer.create(where, 0);
    ProgressPage page = new ProgressPage(server, stage, clock);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/progress", page::answer);
    server.start();
    return page;
  }

  /** The page that this process's environment asks for, if it does. */
  public static Optional<ProgressPage> ofThisProcess(Supplier<Optional<StageNow>> stage)
      throws IOException {
    String address = System.getenv(VARIABLE);
    return address == null || address.isBlank()
        ? Optional.empty()
        : Optional.of(at(address, stage, Clock.systemUTC()));
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<StageNow> now = stage.get();
      if (now.isEmpty()) {
        exchange.sendResponseHeaders(NO_CONTENT, -1);
        return;
      }
      byte[] body = JSON.writeValueAsBytes(HowFar.of(now.get(), started, clock.instant()));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(OK, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
