package dev.fringe.rucio.auth;

import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.error.ServerText;
import dev.fringe.rucio.http.Call;
import dev.fringe.rucio.http.CallListener;
import dev.fringe.rucio.http.RetryPolicy;
import dev.fringe.rucio.secret.Secret;
import dev.fringe.rucio.time.RucioTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Signs in at Rucio itself: {@code /auth/userpass} or {@code /auth/x509}. */
final class RucioSignIn implements SignIn {

  private final OkHttpClient http;
  private final HttpUrl address;
  private final String account;
  private final Consumer<Request.Builder> proof;
  private final RetryPolicy retries;
  private final CallListener listener;

  RucioSignIn(
      OkHttpClient http,
      HttpUrl address,
      String account,
      Consumer<Request.Builder> proof,
      RetryPolicy retries,
      CallListener listener) {
    this.http = http;
    this.address = address;
    this.account = account;
    this.proof = proof;
    this.retries = retries;
    this.listener = listener;
  }

  @Override
  public Token signIn() {
    final Attempts attempts = new Attempts(retries);
    while (true) {
      try (Response response = once(attempts.count())) {
        if (response.code() == 200) {
          return token(response);
        }
        if (response.code() < 500 || attempts.exhausted()) {
          throw refusal(response);
        }
      } catch (IOException problem) {
        if (attempts.exhausted()) {
          throw new RucioUnreachable(
              "%s got no answer from %s:%d: %s"
                  .formatted(
                      route(), address.host(), address.port(), problem.getClass().getSimpleName()),
              false,
              problem);
        }
      }
      attempts.pause();
    }
  }

  private Response once(int attempt) throws IOException {
    final Request.Builder request =
        new Request.Builder().url(address).header("X-Rucio-AppID", "fringe");
    if (!account.isEmpty()) {
      request.header("X-Rucio-Account", account);
    }
    proof.accept(request);
    final long begin = System.nanoTime();
    int status = 0;
    try {
      final Response response = http.newCall(request.build()).execute();
      status = response.code();
      return response;
    } finally {
      listener.called(
          new Call(route(), status, attempt, Duration.ofNanos(System.nanoTime() - begin)));
    }
  }

  private Token token(Response response) {
    final String value = response.header("X-Rucio-Auth-Token");
    if (value == null || value.isBlank()) {
      throw new RucioAnswerException(route() + " was answered without a token");
    }
    final String expires = response.header("X-Rucio-Auth-Token-Expires", "");
    return new Token(Secret.of(value), RucioTime.parse(expires).orElse(Instant.MAX));
  }

  private RucioRefusal refusal(Response response) {
    if (response.code() == 206) {
      final String accounts = response.header("X-Rucio-Auth-Accounts", "");
      return new RucioRefusal(
          route(),
          206,
          "CannotAuthenticate",
          "the identity has several accounts, name one of: " + ServerText.safe(accounts));
    }
    final String name = response.header("ExceptionClass", "");
    final String message = ServerText.safe(response.header("ExceptionMessage", ""));
    final RucioRefusal refusal = new RucioRefusal(route(), response.code(), name, message);
    return refusal.is(RefusalKind.OTHER)
        ? new RucioRefusal(route(), response.code(), "CannotAuthenticate", message)
        : refusal;
  }

  private String route() {
    return "GET " + address.encodedPath();
  }
}
