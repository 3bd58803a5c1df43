package dev.fringe.rucio.auth;

import dev.fringe.rucio.http.CallListener;
import dev.fringe.rucio.http.RetryPolicy;
import dev.fringe.rucio.http.TokenSource;
import dev.fringe.rucio.secret.SecretSource;
import java.time.Clock;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Makes the session for some credentials. */
public record SignIns(
    OkHttpClient http,
    HttpUrl authServer,
    String account,
    Predicate<HttpUrl> mayCarrySecrets,
    RetryPolicy retries,
    CallListener listener,
    Clock clock) {

  /** A session that signs in when it is first asked for a token. */
  public TokenSource session(Credentials credentials) {
    return new Session(signIn(credentials), clock);
  }

  private SignIn signIn(Credentials credentials) {
    return switch (credentials) {
      case Credentials.UserPassword user ->
          new RucioSignIn(
              http,
              at("auth/userpass"),
              account,
              request ->
                  request
                      .header("X-Rucio-Username", user.username())
                      .header("X-Rucio-Password", user.password().read().reveal()),
              retries,
              listener);
      case Credentials.X509 _ ->
          new RucioSignIn(http, at("auth/x509"), account, request -> {}, retries, listener);
      case Credentials.OidcTokenFile token ->
          new OidcTokenFileSignIn(SecretSource.file(token.file()));
      case Credentials.OidcClient client ->
          new OidcClientSignIn(http, client, mayCarrySecrets, retries, clock);
    };
  }

  private HttpUrl at(String path) {
    return authServer.newBuilder().addPathSegments(path).build();
  }
}
