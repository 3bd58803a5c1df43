package dev.fringe.storage.settings;

import dev.fringe.yaml.Suggestion;
import java.util.List;
import java.util.Optional;

/** Reads how an account is proved. */
final class SignInReader {

  static final String EXAMPLE =
      "{method: userpass, username: jdoe, passwordFile: ~/.config/fringe/password}";

  private static final List<String> METHODS =
      List.of("userpass", "x509", "oidc", "client-credentials");

  private final Section auth;
  private final Values values;

  private SignInReader(Section auth, Values values) {
    this.auth = auth;
    this.values = values;
  }

  /** The sign-in; empty, with a fault, if it is none. */
  static Optional<SignIn> read(Section auth, Values values) {
    return new SignInReader(auth, values).read();
  }

  private Optional<SignIn> read() {
    Optional<String> method = auth.required("method", "one of " + String.join(", ", METHODS));
    if (method.isEmpty()) {
      return Optional.empty();
    }
    Optional<SignIn> signIn =
        switch (method.get()) {
          case "userpass" -> userPass();
          case "x509" -> x509();
          case "oidc" -> oidc();
          case "client-credentials" -> clientCredentials();
          default -> unknown(method.get());
        };
    if (METHODS.contains(method.get())) {
      auth.end();
    }
    return signIn;
  }

  private Optional<SignIn> unknown(String method) {
    auth.refuse(
        "method",
        "\"%s\" is unknown%s: write one of %s"
            .formatted(method, Suggestion.question(method, METHODS), String.join(", ", METHODS)));
    return Optional.empty();
  }

  private Optional<SignIn> userPass() {
    Optional<String> username = auth.required("username", "the name that the password is of");
    SecretPlace password = SecretPlace.required(auth, values, "password");
    return username.map(name -> new SignIn.UserPass(name, password.file(), password.variable()));
  }

  private Optional<SignIn> x509() {
    Optional<String> certificate =
        auth.required("certificate", "the file of the client certificate, in PEM")
            .map(values::path);
    // A proxy holds both.
    Optional<String> key = auth.text("key").map(values::path).or(() -> certificate);
    return certificate.map(file -> new SignIn.X509(file, key.orElseThrow()));
  }

  private Optional<SignIn> oidc() {
    return auth.required("tokenFile", "the file that holds the token, and is kept fresh")
        .map(file -> new SignIn.Oidc(values.path(file)));
  }

  private Optional<SignIn> clientCredentials() {
    Optional<String> issuer =
        values.server(
            auth, "issuer", auth.required("issuer", "the https:// address of the issuer"), false);
    Optional<String> client = auth.required("clientId", "the client's name at the issuer");
    SecretPlace secret = SecretPlace.required(auth, values, "clientSecret");
    String scope = auth.text("scope").orElse("");
    String audience = auth.text("audience").orElse("");
    return issuer.isEmpty() || client.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SignIn.ClientCredentials(
                issuer.get(), client.get(), secret.file(), secret.variable(), scope, audience));
  }
}
