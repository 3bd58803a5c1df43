package dev.fringe.rucio.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.secret.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests. At most as many at a time as the semaphore has permits; an open stream counts
 * until its first byte, so that one may ask while one reads. Retries what {@link Repeat} allows
 * after a lost connection, a time-out, 429, 502, 503, 504 and database trouble; signs in anew once
 * where a token is not taken. Redirects are not followed: the token would go with them.
 */
public final class Transport {

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
  private static final MediaType JSON = MediaType.get(RucioRequest.JSON);

  private final OkHttpClient http;
  private final HttpUrl server;
  private final TokenSource tokens;
  private final RetryPolicy retries;
  private final CallListener listener;
  private final Semaphore permits;

  public Transport(
      OkHttpClient http,
      HttpUrl server,
      TokenSource tokens,
      RetryPolicy retries,
      CallListener listener,
      int mostAtOnce) {
    this.http = http;
    this.server = server;
    this.tokens = tokens;
    this.retries = retries;
    this.listener = listener;
    this.permits = new Semaphore(mostAtOnce, true);
  }

  /** Asks, and reads the answer as JSON; a missing node where it is empty. */
  public JsonNode json(RucioRequest request) {
    return reading(request, response -> Bodies.json(request.route(), response));
  }

  /** Asks for something to be done. */
  public void run(RucioRequest request) {
    send(request).close();
  }

  /** The answer's text; for the few answers that are not JSON. */
  public String text(RucioRequest request) {
    return reading(request, response -> response.body().string());
  }

  /** Where the answer redirects to, unresolved. */
  public String redirect(RucioRequest request) {
    try (Response response = send(request)) {
      final String location = response.header("Location");
      if (location == null) {
        throw new RucioAnswerException(
            "%s was answered without a Location".formatted(request.route()));
      }
      return location;
    }
  }

  /** Opens a stream; the caller closes it. It is not begun again where it is cut. */
  public <T> JsonLines<T> stream(RucioRequest request, Function<JsonNode, T> reading) {
    final RucioRequest streamed = request.streamed();
    return new JsonLines<>(streamed.route(), send(streamed), reading);
  }

  /** Reads a stream to its end, anew where it was cut. */
  public <T> List<T> list(RucioRequest request, Function<JsonNode, T> reading) {
    for (int attempt = 1; ; attempt++) {
      try (JsonLines<T> lines = stream(request, reading)) {
        final List<T> all = new ArrayList<>();
        lines.forEachRemaining(all::add);
        return all;
      } catch (RucioAnswerException cut) {
        if (attempt >= retries.attempts() || request.repeat() == Repeat.UNSAFE) {
          throw cut;
        }
        LOG.debug("{}; reading it anew", cut.getMessage());
        pause(request, attempt);
      }
    }
  }

  private <T> T reading(RucioRequest request, BodyReader<T> reader) {
    for (int attempt = 1; ; attempt++) {
      try (Response response = send(request)) {
        return reader.read(response);
      } catch (IOException cut) {
        final boolean again = request.repeat() == Repeat.SAFE && attempt < retries.attempts();
        if (!again) {
          throw new RucioUnreachable(
              "the answer to %s was cut".formatted(request.route()), true, cut);
        }
        pause(request, attempt);
      }
    }
  }

  /** The answer to a request: 2xx or 3xx. */
  private Response send(RucioRequest request) {
    boolean renewed = false;
    int attempt = 1;
    while (true) {
      final Secret token = tokens.token();
      final boolean last = attempt >= retries.attempts();
      final Response response;
      try {
        response = once(request, token, attempt);
      } catch (IOException problem) {
        final boolean untouched = notEvenConnected(problem);
        if (last || (request.repeat() == Repeat.UNSAFE && !untouched)) {
          throw new RucioUnreachable(
              "%s got no answer from %s after %d attempts: %s"
                  .formatted(request.route(), host(), attempt, problem.getClass().getSimpleName()),
              !untouched,
              problem);
        }
        LOG.debug("{} got no answer: {}", request.route(), problem.toString());
        pause(request, attempt++);
        continue;
      }
      if (response.code() < 400) {
        return response;
      }
      final RucioRefusal refusal;
      try (response) {
        refusal = Bodies.refusal(request.route(), response);
      }
      if (refusal.is(RefusalKind.CANNOT_AUTHENTICATE) && !renewed) {
        LOG.debug("{}: the token is not taken (any more); signing in anew", request.route());
        renewed = true;
        tokens.rejected(token);
      } else if (!last && worthRepeating(request, refusal)) {
        LOG.debug("{}; trying again", refusal.getMessage());
        pause(request, attempt++);
      } else {
        throw refusal;
      }
    }
  }

  private Response once(RucioRequest request, Secret token, int attempt) throws IOException {
    final HttpUrl.Builder address = server.newBuilder().encodedPath(path(request));
    request.query().forEach(address::addQueryParameter);
    final Request sent =
        new Request.Builder()
            .url(address.build())
            .header("X-Rucio-Auth-Token", token.reveal())
            .header("Accept", request.accept())
            .method(request.method(), body(request))
            .build();
    final long begin = System.nanoTime();
    int status = 0;
    permits.acquireUninterruptibly();
    try {
      final Response response = http.newCall(sent).execute();
      status = response.code();
      return response;
    } finally {
      permits.release();
      listener.called(
          new Call(request.route(), status, attempt, Duration.ofNanos(System.nanoTime() - begin)));
    }
  }

  private String path(RucioRequest request) {
    final String base = server.encodedPath();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + request.path();
  }

  private static RequestBody body(RucioRequest request) throws IOException {
    if (request.body().isPresent()) {
      return RequestBody.create(
          Bodies.MAPPER.writeValueAsBytes(request.body().orElseThrow()), JSON);
    }
    return request.method().equals("GET") ? null : RequestBody.create(new byte[0], JSON);
  }

  private static boolean worthRepeating(RucioRequest request, RucioRefusal refusal) {
    final boolean trouble = refusal.is(RefusalKind.SERVER_TROUBLE);
    final boolean anonymous = refusal.exceptionClass().isEmpty();
    if (request.repeat() == Repeat.UNSAFE) {
      // A proxy that has no server to give it to; anything else may have been done.
      return anonymous && (refusal.status() == 429 || refusal.status() == 503);
    }
    return trouble || (anonymous && refusal.status() == 429);
  }

  private static boolean notEvenConnected(IOException problem) {
    return problem instanceof ConnectException
        || problem instanceof UnknownHostException
        || problem instanceof NoRouteToHostException;
  }

  private String host() {
    return server.host() + ":" + server.port();
  }

  private void pause(RucioRequest request, int failedAttempts) {
    try {
      Thread.sleep(retries.pauseMillis(failedAttempts));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RucioUnreachable(
          request.route() + " was interrupted", true, new InterruptedIOException());
    }
  }

  private interface BodyReader<T> {
    T read(Response response) throws IOException;
  }
}
