package dev.fringe.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Flink session cluster, as far as its REST interface lists jobs and cancels them. */
final class PlayedSession implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> jobs = new ConcurrentSkipListMap<>();

  /** The ids of jobs that somebody has cancelled, in their order. */
  final ConcurrentLinkedQueue<String> cancelled = new ConcurrentLinkedQueue<>();

  private final Map<String, CompletableFuture<Void>> cancellations = new ConcurrentHashMap<>();

  /** Whether it answers with errors only. */
  volatile boolean isBroken;

  PlayedSession() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/jobs/", this::answer);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** A driver sends a job. Whether it is taken: an id that is there already is refused. */
  boolean send(String id) {
    return jobs.putIfAbsent(id, "RUNNING") == null;
  }

  List<String> running() {
    return jobs.entrySet().stream()
        .filter(job -> job.getValue().equals("RUNNING"))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns once somebody has cancelled a job. */
  void awaitCancelled(String id) {
    cancellation(id).orTimeout(ClusterUnderTest.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<Void> cancellation(String id) {
    return cancellations.computeIfAbsent(id, _ -> new CompletableFuture<>());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (isBroken) {
        exchange.sendResponseHeaders(500, -1);
      } else if (path.equals("/jobs/overview")) {
        byte[] body =
            jobs.entrySet().stream()
                .map(
                    job ->
                        "{\"jid\": \"%s\", \"state\": \"%s\", \"start-time\": 1}"
                            .formatted(job.getKey(), job.getValue()))
                .collect(Collectors.joining(", ", "{\"jobs\": [", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } else {
        String id = path.substring("/jobs/".length());
        boolean isThere = jobs.replace(id, "RUNNING", "CANCELED");
        if (isThere) {
          cancelled.add(id);
          cancellation(id).complete(null);
        }
        exchange.sendResponseHeaders(isThere ? 202 : 409, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
