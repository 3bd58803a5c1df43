package dev.fringe.rucio.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.error.ServerText;
import dev.fringe.rucio.http.RetryPolicy;
import dev.fringe.rucio.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The client credentials grant of OAuth 2 (RFC 6749, section 4.4) at an OIDC issuer. */
final class OidcClientSignIn implements SignIn {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OkHttpClient http;
  private final Credentials.OidcClient client;
  private final Predicate<HttpUrl> allowed;
  private final RetryPolicy retries;
  private final Clock clock;

  /**
   * @param allowed whether a secret may be sent to that address
   */
  OidcClientSignIn(
      OkHttpClient http,
      Credentials.OidcClient client,
      Predicate<HttpUrl> allowed,
      RetryPolicy retries,
      Clock clock) {
    this.http = http;
    this.client = client;
    this.allowed = allowed;
    this.retries = retries;
    this.clock = clock;
  }

  @Override
  public Token signIn() {
    final Instant asked = clock.instant();
    final FormBody.Builder form =
        new FormBody.Builder(StandardCharsets.UTF_8).add("grant_type", "client_credentials");
    if (!client.scopes().isEmpty()) {
      form.add("scope", client.scopes());
    }
    if (!client.audience().isEmpty()) {
      form.add("audience", client.audience());
    }
    final String proof =
        okhttp3.Credentials.basic(
            client.clientId(), client.clientSecret().read().reveal(), StandardCharsets.UTF_8);
    final JsonNode answer =
        ask(
            new Request.Builder()
                .url(tokenEndpoint())
                .header("Authorization", proof)
                .header("Accept", "application/json")
                .post(form.build())
                .build());
    final String value = answer.path("access_token").asText();
    if (value.isEmpty()) {
      throw new RucioAnswerException("the token endpoint of " + client + " sent no access_token");
    }
    final Secret token = Secret.of(value);
    return new Token(
        token,
        answer.path("expires_in").canConvertToLong()
            ? asked.plusSeconds(answer.get("expires_in").asLong())
            : JsonWebToken.expiry(token));
  }

  private HttpUrl tokenEndpoint() {
    final HttpUrl discovery =
        HttpUrl.get(client.issuer())
            .newBuilder()
            .addPathSegments(".well-known/openid-configuration")
            .build();
    final HttpUrl plain = HttpUrl.get(discovery.toString().replaceFirst("//\\.well", "/.well"));
    final String told =
        ask(new Request.Builder().url(plain).build()).path("token_endpoint").asText();
    final HttpUrl endpoint = HttpUrl.parse(told);
    if (endpoint == null || !allowed.test(endpoint)) {
      throw new RucioAnswerException(
          "%s names the token endpoint '%s'; it should be an https address"
              .formatted(plain, ServerText.safe(told)));
    }
    return endpoint;
  }

  private JsonNode ask(Request request) {
    final Attempts attempts = new Attempts(retries);
    while (true) {
      try (Response response = http.newCall(request).execute()) {
        if (response.isSuccessful()) {
          return MAPPER.readTree(response.peekBody(1 << 20).string());
        }
        if (response.code() < 500 || attempts.exhausted()) {
          throw new RucioRefusal(
              "signing in as " + client,
              response.code(),
              "CannotAuthenticate",
              "the issuer refuses");
        }
      } catch (IOException problem) {
        if (attempts.exhausted()) {
          throw new RucioUnreachable(
              "%s got no answer: %s"
                  .formatted(request.url().redact(), problem.getClass().getSimpleName()),
              false,
              problem);
        }
      }
      attempts.pause();
    }
  }
}
