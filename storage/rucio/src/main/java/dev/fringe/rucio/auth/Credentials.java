package dev.fringe.rucio.auth;

import dev.fringe.rucio.secret.SecretSource;
import java.net.URI;
import java.nio.file.Path;

/** What to sign in with. None of them prints a secret. */
public sealed interface Credentials {

  /** A user name and a password. */
  record UserPassword(String username, SecretSource password) implements Credentials {
    @Override
    public String toString() {
      return "user name " + username + " and password";
    }
  }

  /**
   * A client certificate, both in PEM.
   *
   * @param certificate the certificate, then the chain to its authority; a proxy file is fine
   * @param key the private key in PKCS#8; may be the same file
   */
  record X509(Path certificate, Path key) implements Credentials {}

  /** A file that holds an OIDC access token and is rotated by somebody else. */
  record OidcTokenFile(Path file) implements Credentials {}

  /**
   * OIDC client credentials, RFC 6749 section 4.4.
   *
   * @param issuer whose {@code /.well-known/openid-configuration} names the token endpoint
   * @param scopes space separated, such as {@code openid profile}; may be empty
   * @param audience who the token is for; may be empty
   */
  record OidcClient(
      URI issuer, String clientId, SecretSource clientSecret, String scopes, String audience)
      implements Credentials {
    @Override
    public String toString() {
      return "OIDC client " + clientId + " at " + issuer;
    }
  }
}
