package dev.fringe.storage.settings;

import java.io.Serializable;

/**
 * How an account of Rucio is proved. Names where secrets are found, by the process that needs them,
 * and holds none. Of a file and an environment variable, one is empty.
 */
public sealed interface SignIn extends Serializable {

  /** A user name and a password. */
  record UserPass(String username, String passwordFile, String passwordEnv) implements SignIn {}

  /**
   * A client certificate.
   *
   * @param certificate file in PEM, with its chain
   * @param key file in PEM; may be the same
   */
  record X509(String certificate, String key) implements SignIn {}

  /** A token in a file that something else renews, read anew when it changes. */
  record Oidc(String tokenFile) implements SignIn {}

  /**
   * Tokens that the issuer gives to a client of its own.
   *
   * @param issuer {@code https://} address whose discovery document names the token endpoint
   * @param scope that is asked for, words separated by blanks; empty for the issuer's default
   * @param audience that is asked for; empty for the issuer's default
   */
  record ClientCredentials(
      String issuer,
      String clientId,
      String clientSecretFile,
      String clientSecretEnv,
      String scope,
      String audience)
      implements SignIn {}
}
