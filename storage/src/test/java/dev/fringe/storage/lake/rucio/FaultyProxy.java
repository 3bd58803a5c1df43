package dev.fringe.storage.lake.rucio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/**
 * Stands before a real server, and does something wrong with every call the first time it is made.
 */
final class FaultyProxy extends Dispatcher implements AutoCloseable {

  private static final String TOKEN = "X-Rucio-Auth-Token";
  private static final Set<String> PER_CONNECTION =
      Set.of("connection", "transfer-encoding", "keep-alive", "content-length");

  /** What goes wrong. */
  enum Fault {
    NONE,
    /** Refused before anything was done. */
    ERROR_500,
    ERROR_503,
    /** Done, but the connection ends before the answer. */
    ANSWER_LOST,
    /** Done, but nothing is heard of it. */
    SILENCE,
    /** Done; the connection ends in the middle of the answer. */
    ANSWER_CUT,
    /** Done; the answer seems to end well, but half of what was asked for is missing. */
    ANSWER_HALVED,
    /** Done twice. */
    DUPLICATED,
    SLOW,
    /** Asked with a token that is no longer taken. */
    TOKEN_EXPIRED,
    /** Nothing more can be written, now and later. */
    FULL
  }

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http = new OkHttpClient.Builder().followRedirects(false).build();
  private final HttpUrl behind;
  private final Set<String> calls = ConcurrentHashMap.newKeySet();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;
  private volatile String where = "";

  private FaultyProxy(String behind) {
    this.behind = HttpUrl.get(behind);
  }

  static FaultyProxy before(String address) throws IOException {
    FaultyProxy proxy = new FaultyProxy(address);
    proxy.server.setDispatcher(proxy);
    proxy.server.start();
    return proxy;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** From now on, calls whose path holds {@code part} meet it, each the first time it is made. */
  void meeting(Fault next, String part) {
    calls.clear();
    where = part;
    fault = next;
  }

  /** How many different calls have met the fault. */
  int met() {
    return calls.size();
  }

  /** Tokens and signatures that have passed by. */
  Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    noteSecrets(request);
    boolean full = fault == Fault.FULL && request.getMethod().equals("PUT");
    boolean meets =
        fault != Fault.NONE
            && request.getTarget().contains(where)
            && !request.getTarget().startsWith("/auth/")
            && (full || calls.add(request.getMethod() + " " + request.getTarget()));
    try {
      return meets ? faulty(request) : forward(request, false).build();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void noteSecrets(RecordedRequest request) {
    for (String header : Set.of(TOKEN, "X-Rucio-Password", "Authorization")) {
      String value = request.getHeaders().get(header);
      if (value != null) {
        secrets.add(value.substring(value.lastIndexOf("Signature=") + 1));
      }
    }
  }

  private MockResponse faulty(RecordedRequest request) throws IOException {
    return switch (fault) {
      case NONE -> forward(request, false).build();
      case ERROR_500 -> new MockResponse.Builder().code(500).build();
      case ERROR_503 -> new MockResponse.Builder().code(503).build();
      case ANSWER_LOST ->
          forward(request, false)
              .onResponseStart(new SocketEffect.CloseSocket(true, true, true))
              .build();
      case SILENCE -> forward(request, false).onResponseStart(SocketEffect.Stall.INSTANCE).build();
      case ANSWER_CUT ->
          forward(request, false)
              .onResponseBody(new SocketEffect.CloseSocket(true, true, true))
              .build();
      case ANSWER_HALVED ->
          Set.of("GET", "POST").contains(request.getMethod())
              ? halved(request)
              : forward(request, false).build();
      case DUPLICATED -> {
        forward(request, false);
        yield forward(request, false).build();
      }
      case SLOW -> forward(request, false).throttleBody(8192, 20, TimeUnit.MILLISECONDS).build();
      case TOKEN_EXPIRED -> forward(request, true).build();
      case FULL ->
          request.getMethod().equals("PUT")
              ? new MockResponse.Builder().code(507).build()
              : forward(request, false).build();
    };
  }

  private MockResponse halved(RecordedRequest request) throws IOException {
    try (Response answer = answer(request, false)) {
      byte[] whole = answer.body().bytes();
      int half = whole.length / 2;
      // In the middle of a line: that streams end after whole lines nobody can tell.
      half += half > 0 && whole[half - 1] == '\n' ? 1 : 0;
      MockResponse.Builder relayed = head(request, answer);
      return relayed.body(new Buffer().write(whole, 0, half)).build();
    }
  }

  private MockResponse.Builder forward(RecordedRequest request, boolean badToken)
      throws IOException {
    try (Response answer = answer(request, badToken)) {
      byte[] body = answer.body().bytes();
      MockResponse.Builder relayed = head(request, answer);
      return request.getMethod().equals("HEAD") ? relayed : relayed.body(new Buffer().write(body));
    }
  }

  private static MockResponse.Builder head(RecordedRequest request, Response answer) {
    MockResponse.Builder relayed = new MockResponse.Builder().code(answer.code());
    for (Map.Entry<String, String> header : entries(answer.headers())) {
      boolean length = header.getKey().equalsIgnoreCase("content-length");
      if (!PER_CONNECTION.contains(lower(header.getKey()))
          || (length && request.getMethod().equals("HEAD"))) {
        relayed.setHeader(header.getKey(), header.getValue());
      }
    }
    return relayed;
  }

  private Response answer(RecordedRequest request, boolean badToken) throws IOException {
    Request.Builder onward =
        new Request.Builder()
            .url(
                behind.scheme() + "://" + behind.host() + ":" + behind.port() + request.getTarget())
            .method(request.getMethod(), body(request));
    for (Map.Entry<String, String> header : entries(request.getHeaders())) {
      if (!PER_CONNECTION.contains(lower(header.getKey()))) {
        onward.header(header.getKey(), header.getValue());
      }
    }
    if (badToken && request.getHeaders().get(TOKEN) != null) {
      onward.header(TOKEN, "root-fringe-unknown-0123456789");
    }
    return http.newCall(onward.build()).execute();
  }

  private static RequestBody body(RecordedRequest request) {
    boolean bodiless = Set.of("GET", "HEAD").contains(request.getMethod());
    if (request.getBody() == null || (bodiless && request.getBody().size() == 0)) {
      return bodiless ? null : RequestBody.create(new byte[0]);
    }
    return RequestBody.create(request.getBody().toByteArray());
  }

  private static Set<Map.Entry<String, String>> entries(okhttp3.Headers headers) {
    Set<Map.Entry<String, String>> all = new java.util.LinkedHashSet<>();
    headers.forEach(pair -> all.add(Map.entry(pair.getFirst(), pair.getSecond())));
    return all;
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public void close() {
    server.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
