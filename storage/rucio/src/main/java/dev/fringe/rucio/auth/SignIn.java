package dev.fringe.rucio.auth;

/** Gets a new token. */
@FunctionalInterface
interface SignIn {

  Token signIn();
}
