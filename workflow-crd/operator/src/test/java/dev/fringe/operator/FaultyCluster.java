package dev.fringe.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Stands between an operator and a real API server, counts the calls, and does to them what a bad
 * day does: answers of its own, connections that end before or after the server has heard, watches
 * that end.
 */
public final class FaultyCluster implements AutoCloseable {

  /** What happens to a call. */
  public sealed interface Fate {
    /** It goes its way. */
    record Pass() implements Fate {}

    /** The server never hears of it; the caller is told this status. */
    record Answer(int status) implements Fate {}

    /** The server never hears of it; the connection ends. */
    record CutBefore() implements Fate {}

    /** The server does it; the connection ends before the caller is told. */
    record CutAfter() implements Fate {}
  }

  /**
   * A call.
   *
   * @param what its verb and kind, such as {@code POST jobs}, or {@code WATCH workflows}
   */
  public record Call(String what, boolean isWrite, boolean isWatch) {}

  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "host", "upgrade", "transfer-encoding", "expect");

  private final Config real;
  private final HttpClient http;
  private final HttpServer server;
  private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();
  private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();
  private volatile Function<Call, Fate> fates = _ -> new Fate.Pass();

  /** Before this server. */
  public FaultyCluster(Config real) throws IOException {
    this.real = real;
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(SSLUtils.keyManagers(real), SSLUtils.trustManagers(real), null);
      http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** A client whose calls come through here. */
  public KubernetesClient client() {
    return client(address());
  }

  /** Where it is. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** A client of another process, whose calls come through one that is there. */
  static KubernetesClient client(String address) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address)
            // Watches by WebSocket would not come through.
            .withOnlyHttpWatches(true)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** From now on calls end so. */
  public void fates(Function<Call, Fate> now) {
    fates = now;
  }

  /** Ends all watches that are open. */
  public void endWatches() {
    watches.forEach(FaultyCluster::close);
  }

  /** How often what was called since the last time this was asked. */
  public Map<String, Integer> counted() {
    Map<String, Integer> all = new TreeMap<>();
    counts.forEach(
        (what, count) -> {
          int n = count.getAndSet(0);
          if (n > 0) {
            all.put(what, n);
          }
        });
    return all;
  }

  private void serve(HttpExchange exchange) {
    Call call = call(exchange);
    counts.computeIfAbsent(call.what, _ -> new AtomicInteger()).incrementAndGet();
    try (exchange) {
      switch (fates.apply(call)) {
        case Fate.Pass _ -> forward(exchange, call, true);
        case Fate.CutAfter _ -> forward(exchange, call, false);
        case Fate.CutBefore _ -> {}
        case Fate.Answer(int status) -> {
          exchange.getRequestBody().readAllBytes();
          byte[] words =
              ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":"
                      + status
                      + ",\"message\":\"a bad day\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, words.length);
          exchange.getResponseBody().write(words);
        }
      }
    } catch (IOException ended) {
      // Either side has gone: so it is on bad days.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(HttpExchange exchange, Call call, boolean isTold)
      throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(real.getMasterUrl()).resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    Optional.ofNullable(real.getAutoOAuthToken())
        .ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      if (!isTold) {
        if (!call.isWatch) {
          in.readAllBytes(); // A watch would not end.
        }
        return;
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      if (call.isWatch) {
        watches.add(in);
      }
      copy(in, exchange.getResponseBody());
    }
  }

  /** What comes of a watch is passed on as it comes. */
  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] piece = new byte[16 << 10];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      out.write(piece, 0, n);
      out.flush();
    }
  }

  private static Call call(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    boolean isWatch = query.contains("watch=true");
    String verb = isWatch ? "WATCH" : exchange.getRequestMethod();
    String[] parts = exchange.getRequestURI().getPath().split("/");
    // /api/v1/namespaces/N/KIND..., /apis/GROUP/VERSION/namespaces/N/KIND..., or without namespace.
    int kind = parts.length > 1 && parts[1].equals("api") ? 3 : 4;
    boolean isNamespaced = parts.length > kind + 2 && parts[kind].equals("namespaces");
    kind += isNamespaced ? 2 : 0;
    String of = parts.length > kind ? parts[kind] : exchange.getRequestURI().getPath();
    boolean isWrite = !isWatch && !verb.equals("GET");
    boolean isOne = parts.length > kind + 1;
    String last = isOne && parts.length > kind + 2 ? "/" + parts[kind + 2] : "";
    String what = (verb.equals("GET") && !isOne ? "LIST" : verb) + " " + of + last;
    return new Call(what, isWrite, isWatch);
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
  }
}
