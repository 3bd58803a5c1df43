package dev.fringe.rucio.auth;

import dev.fringe.rucio.secret.Secret;
import dev.fringe.rucio.secret.SecretSource;

/** Takes the token that is in the file now. */
final class OidcTokenFileSignIn implements SignIn {

  private final SecretSource file;

  OidcTokenFileSignIn(SecretSource file) {
    this.file = file;
  }

  @Override
  public Token signIn() {
    final Secret value = file.read();
    return new Token(value, JsonWebToken.expiry(value));
  }
}
