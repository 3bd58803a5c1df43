package dev.fringe.rucio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.http.RetryPolicy;
import dev.fringe.rucio.secret.Secret;
import dev.fringe.rucio.secret.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as it is told, faults included, and remembers what it was asked. */
final class FakeRucio implements AutoCloseable {

  static final String PASSWORD = "correct-horse-battery";
  static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));

  /** Does something to one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> tokensSeen = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private int signIns;
  private String expires = "Mon, 23 Nov 2099 19:29:51 UTC";

  private FakeRucio() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static FakeRucio started() {
    try {
      return new FakeRucio();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  RucioClientBuilder client() {
    return RucioClient.at(address())
        .account("root")
        .signIn(new Credentials.UserPassword("fringe", SecretSource.of(Secret.of(PASSWORD))))
        .retries(QUICK)
        .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  /** The next answers to {@code METHOD /path}; the last one stays. */
  synchronized FakeRucio on(String route, Answer... next) {
    answers.computeIfAbsent(route, key -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  synchronized FakeRucio tokensExpiring(String when) {
    expires = when;
    return this;
  }

  static Answer ok(String body) {
    return exchange -> send(exchange, 200, body);
  }

  static Answer created(String body) {
    return exchange -> send(exchange, 201, body);
  }

  static Answer refusing(int status, String exceptionClass, String message) {
    return exchange ->
        send(
            exchange,
            status,
            Json.object()
                .put("ExceptionClass", exceptionClass)
                .put("ExceptionMessage", message)
                .toString());
  }

  static Answer status(int status) {
    return exchange -> send(exchange, status, "");
  }

  /** Closes the connection instead of answering. */
  static Answer dropped() {
    return HttpExchange::close;
  }

  /** Begins to send, then closes the connection. */
  static Answer cut(String part) {
    return exchange -> {
      final byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length + 100L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  synchronized int signIns() {
    return signIns;
  }

  synchronized long times(String route) {
    return asked.stream().filter(route::equals).count();
  }

  synchronized List<String> tokensSeen() {
    return List.copyOf(tokensSeen);
  }

  synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    final String body =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    next(exchange, body).to(exchange);
  }

  private synchronized Answer next(HttpExchange exchange, String body) {
    final String path = exchange.getRequestURI().getPath();
    final String route = exchange.getRequestMethod() + " " + path;
    asked.add(route);
    final Deque<Answer> queue = answers.getOrDefault(route, new ArrayDeque<>());
    if (queue.isEmpty() && path.startsWith("/auth/")) {
      return this::signIn;
    }
    if (!path.startsWith("/auth/")) {
      tokensSeen.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Rucio-Auth-Token")));
      bodies.add(body);
    }
    if (queue.isEmpty()) {
      return status(418);
    }
    return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
  }

  private synchronized void signIn(HttpExchange exchange) throws IOException {
    if (!PASSWORD.equals(exchange.getRequestHeaders().getFirst("X-Rucio-Password"))) {
      send(exchange, 401, "");
      return;
    }
    signIns++;
    exchange.getResponseHeaders().add("X-Rucio-Auth-Token", "token-secret-" + signIns);
    exchange.getResponseHeaders().add("X-Rucio-Auth-Token-Expires", expires);
    send(exchange, 200, "");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
