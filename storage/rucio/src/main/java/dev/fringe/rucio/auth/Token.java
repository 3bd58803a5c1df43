package dev.fringe.rucio.auth;

import dev.fringe.rucio.secret.Secret;
import java.time.Instant;

/** A token and when it ends; {@link Instant#MAX} where that is not known. */
record Token(Secret value, Instant expires) {}
