package dev.fringe.storage.objects.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A server of one object that S3 and WebDAV clients both can read and write, and that fails. */
final class FaultyServer extends Dispatcher implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final MockWebServer server = new MockWebServer();
  private final Deque<MockResponse> faults = new ArrayDeque<>();
  private final List<RecordedRequest> transfers = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile byte[] content;
  private volatile Runnable between = () -> {};

  FaultyServer(byte[] content) throws IOException {
    this.content = content;
    server.setDispatcher(this);
    server.start();
  }

  String authority() {
    return "127.0.0.1:" + server.getPort();
  }

  /** The next transfer (GET or PUT) is answered by this instead. */
  synchronized void failWith(MockResponse fault) {
    faults.add(fault);
  }

  /** What happens after a fault. */
  void afterFault(Runnable action) {
    between = action;
  }

  List<RecordedRequest> transfers() {
    return transfers;
  }

  List<String> authorizations() {
    return authorizations;
  }

  byte[] content() {
    return content;
  }

  /** A right answer to a request for a range. */
  MockResponse.Builder range(int from, int to) {
    return new MockResponse.Builder()
        .code(206)
        .setHeader("ETag", "\"one\"")
        .setHeader("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length))
        .body(new Buffer().write(content, from, to + 1 - from));
  }

  /** S3's answer to a copy within the server. */
  MockResponse.Builder copied() {
    return new MockResponse.Builder()
        .body("<CopyObjectResult><ETag>\"one\"</ETag></CopyObjectResult>");
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    String method = request.getMethod();
    authorizations.add(String.valueOf(request.getHeaders().get("Authorization")));
    if (method.equals("GET") || method.equals("PUT")) {
      transfers.add(request);
      if (!faults.isEmpty()) {
        between.run();
        return faults.remove();
      }
    }
    return switch (method) {
      case "HEAD" ->
          new MockResponse.Builder()
              .setHeader("Content-Length", content.length)
              .setHeader("ETag", "\"one\"")
              .build();
      case "GET" -> ranged(String.valueOf(request.getHeaders().get("Range")));
      case "PUT" -> {
        if (request.getHeaders().get("x-amz-copy-source") != null) {
          yield copied().build();
        }
        content = request.getBody().toByteArray();
        yield new MockResponse.Builder().setHeader("ETag", "\"two\"").build();
      }
      default -> new MockResponse.Builder().code(201).build();
    };
  }

  private MockResponse ranged(String header) {
    Matcher range = RANGE.matcher(header);
    return range.matches()
        ? range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))).build()
        : new MockResponse.Builder().code(400).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
