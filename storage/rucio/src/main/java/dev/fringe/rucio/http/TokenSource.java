package dev.fringe.rucio.http;

import dev.fringe.rucio.secret.Secret;

/** Where the token of a request comes from. Safe for use by many threads. */
public interface TokenSource {

  /** A token that is good for some time yet; signs in if need be. */
  Secret token();

  /** Told that the server did not take {@code token}: the next one must be another. */
  void rejected(Secret token);
}
