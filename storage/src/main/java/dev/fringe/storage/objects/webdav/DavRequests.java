package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.Loopback;
import dev.fringe.storage.objects.http.HttpClients;
import dev.fringe.storage.objects.http.Retries;
import dev.fringe.storage.objects.http.Statuses;
import dev.fringe.storage.objects.http.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Requests to one server: with the token, encrypted unless told otherwise. */
final class DavRequests implements AutoCloseable {
  /** Servers answer a COPY or MOVE of a large file, and a large upload, when they are done. */
  private static final Duration SLOW_ANSWER = Duration.ofMinutes(10);

  private final EndpointSettings settings;
  private final BearerToken token;
  private final OkHttpClient client;
  private final OkHttpClient patient;

  DavRequests(EndpointSettings settings, Retries retries) throws IOException {
    this.settings = settings;
    this.token = new BearerToken(settings);
    this.client = HttpClients.of(settings, retries);
    this.patient = client.newBuilder().readTimeout(SLOW_ANSWER).build();
  }

  /** The HTTP address of an object. */
  HttpUrl url(Location location) throws IOException {
    URI uri = location.uri();
    boolean encrypted = uri.getScheme().equals("davs") || uri.getScheme().equals("https");
    if (!encrypted && !settings.plainHttp() && !Loopback.is(uri)) {
      throw new StoreException(
          "%s is not encrypted; use davs:// or https://, or say plainHttp: true in the settings"
              .formatted(location));
    }
    String rest = location.toString().substring(uri.getScheme().length());
    return HttpUrl.get((encrypted ? "https" : "http") + rest);
  }

  static Request.Builder request(HttpUrl url, String method, RequestBody body) {
    // OkHttp would ask for gzip, and an object that is gzip would come out as something else.
    return new Request.Builder()
        .url(url)
        .method(method, body)
        .header("Accept-Encoding", "identity");
  }

  /** A request without a body. */
  static Request.Builder request(HttpUrl url, String method) {
    return request(url, method, null);
  }

  /**
   * Sends a request, once more with the token read again if the server rejects it.
   *
   * @return any answer but 401; the caller closes it
   */
  Response send(Request.Builder request) throws IOException {
    Response response = once(request);
    if (response.code() == 401 && token.current().isPresent()) {
      response.close();
      response = once(request);
    }
    if (response.code() == 401) {
      String what = response.request().url().toString();
      response.close();
      throw new AccessDeniedException(
          what,
          null,
          token.current().isPresent()
              ? "the server rejects the token (status 401); it may have expired"
              : "the server wants a token (status 401); name a tokenFile in the settings");
    }
    return response;
  }

  private Response once(Request.Builder request) throws IOException {
    token.current().ifPresent(value -> request.header("Authorization", "Bearer " + value));
    Request ready = request.build();
    boolean slow = ready.method().equals("MOVE") || ready.method().equals("PUT");
    return (slow ? patient : client).newCall(ready).execute();
  }

  /** The failure that an answer tells, which it closes. */
  static IOException failure(Location what, Response response) {
    try (response) {
      String retryAfter = response.header("Retry-After", "");
      return Statuses.failure(what.toString(), response.code(), "", retryAfter);
    }
  }

  @Override
  public void close() {
    HttpClients.close(client);
  }
}
