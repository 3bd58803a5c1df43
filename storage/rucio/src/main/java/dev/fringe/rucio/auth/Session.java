package dev.fringe.rucio.auth;

import dev.fringe.rucio.http.TokenSource;
import dev.fringe.rucio.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps a valid token: renewed five minutes before its end, and when the server rejects it. */
public final class Session implements TokenSource {

  /** Long enough for the slowest request to begin with the old one. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final SignIn signIn;
  private final Clock clock;
  private Optional<Token> current = Optional.empty();
  private Instant renewAt = Instant.MIN;

  Session(SignIn signIn, Clock clock) {
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public synchronized Secret token() {
    final Instant now = clock.instant();
    if (current.isEmpty() || !now.isBefore(renewAt)) {
      final Token fresh = signIn.signIn();
      current = Optional.of(fresh);
      renewAt = renewal(now, fresh.expires());
    }
    return current.orElseThrow().value();
  }

  @Override
  public synchronized void rejected(Secret token) {
    // Another thread may have renewed it in the meantime.
    if (current.filter(kept -> kept.value().equals(token)).isPresent()) {
      current = Optional.empty();
    }
  }

  private static Instant renewal(Instant now, Instant expires) {
    if (expires.equals(Instant.MAX)) {
      return expires;
    }
    final Duration life = Duration.between(now, expires);
    final Duration early = life.dividedBy(4).compareTo(MARGIN) < 0 ? life.dividedBy(4) : MARGIN;
    return expires.minus(early);
  }
}
