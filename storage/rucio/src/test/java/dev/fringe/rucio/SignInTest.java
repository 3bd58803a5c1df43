package dev.fringe.rucio;

import static dev.fringe.rucio.FakeRucio.ok;
import static dev.fringe.rucio.FakeRucio.refusing;
import static dev.fringe.rucio.FakeRucio.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.secret.Secret;
import dev.fringe.rucio.secret.SecretSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  private static final String LIST = "GET /rses/";
  private static final String SIGN_IN = "GET /auth/userpass";

  private final FakeRucio server = FakeRucio.started();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T18:29:51Z"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneTokenServesManyCalls() {
    server.on(LIST, ok("{\"rse\": \"CH\"}\n"));
    try (RucioClient rucio = server.client().open()) {
      rucio.rses().list();
      rucio.rses().list();
    }
    assertEquals(1, server.signIns());
    assertEquals(List.of("token-secret-1", "token-secret-1"), server.tokensSeen());
  }

  @Test
  void tokenIsRenewedBeforeTheEndThatTheServerWritesInItsOwnWay() {
    server.tokensExpiring("Mon, 23 Nov 2026 19:29:51 UTC").on(LIST, ok(""));
    try (RucioClient rucio = server.client().clock(clock).open()) {
      rucio.rses().list();
      clock.advance(Duration.ofMinutes(54));
      rucio.rses().list();
      assertEquals(1, server.signIns(), "an hour's token is good for 54 minutes");
      clock.advance(Duration.ofMinutes(2));
      rucio.rses().list();
      assertEquals(2, server.signIns(), "and renewed within its last five");
    }
  }

  @Test
  void tokenThatIsRejectedInTheMiddleIsRenewedOnce() {
    server.on(
        LIST,
        ok(""),
        refusing(401, "CannotAuthenticate", "Cannot authenticate with given credentials"),
        ok("{\"rse\": \"CH\"}\n"));
    try (RucioClient rucio = server.client().open()) {
      rucio.rses().list();
      assertEquals(List.of("CH"), rucio.rses().list());
    }
    assertEquals(2, server.signIns());
    assertEquals("token-secret-2", server.tokensSeen().getLast());
  }

  @Test
  void tokenThatIsRejectedTwiceIsARefusal() {
    server.on(LIST, refusing(401, "CannotAuthenticate", "no"));
    try (RucioClient rucio = server.client().open()) {
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rses().list());
      assertEquals(RefusalKind.CANNOT_AUTHENTICATE, refusal.kind());
    }
    assertEquals(2, server.signIns());
  }

  @Test
  void accessDeniedIsNoReasonToSignInAnew() {
    server.on(LIST, refusing(401, "AccessDenied", "Account astronomer can not do that"));
    try (RucioClient rucio = server.client().open()) {
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rses().list());
      assertEquals(RefusalKind.ACCESS_DENIED, refusal.kind());
    }
    assertEquals(1, server.signIns());
    assertEquals(1, server.times(LIST));
  }

  @Test
  void wrongPasswordIsToldAtOnce() {
    server.on(SIGN_IN, refusing(401, "CannotAuthenticate", "no"));
    try (RucioClient rucio = server.client().open()) {
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rses().list());
      assertEquals(RefusalKind.CANNOT_AUTHENTICATE, refusal.kind());
    }
    assertEquals(1, server.times(SIGN_IN));
  }

  @Test
  void signInSurvivesAServerInTrouble() {
    server.on(
        SIGN_IN,
        status(503),
        FakeRucio.dropped(),
        exchange -> {
          exchange.getResponseHeaders().add("X-Rucio-Auth-Token", "late");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.on(LIST, ok(""));
    try (RucioClient rucio = server.client().open()) {
      rucio.rses().list();
    }
    assertEquals(List.of("late"), server.tokensSeen());
  }

  @Test
  void severalAccountsAndNoneNamedNamesThem() {
    server.on(
        SIGN_IN,
        exchange -> {
          exchange.getResponseHeaders().add("X-Rucio-Auth-Accounts", "root,astronomer");
          exchange.sendResponseHeaders(206, -1);
          exchange.close();
        });
    try (RucioClient rucio = server.client().open()) {
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rses().list());
      assertTrue(refusal.getMessage().contains("root,astronomer"), refusal.getMessage());
    }
  }

  @Test
  void tokenFileIsReadAnewWhenItsTokenIsRejected(@TempDir Path folder) throws IOException {
    final Path file = Files.writeString(folder.resolve("token"), "first\n");
    server.on(
        LIST,
        exchange -> {
          Files.writeString(file, "second\n");
          refusing(401, "CannotAuthenticate", "expired").to(exchange);
        },
        ok(""));
    try (RucioClient rucio = server.client().signIn(new Credentials.OidcTokenFile(file)).open()) {
      rucio.rses().list();
    }
    assertEquals(List.of("first", "second"), server.tokensSeen());
  }

  @Test
  void clientCredentialsAreGrantedAtTheIssuersTokenEndpoint() {
    server.on(LIST, ok(""));
    server.on(
        "GET /realm/.well-known/openid-configuration",
        ok("{\"token_endpoint\": \"" + server.address() + "/realm/token\"}"));
    server.on("POST /realm/token", ok("{\"access_token\": \"jwt-1\", \"expires_in\": 600}"));
    try (RucioClient rucio = server.client().clock(clock).signIn(oidc()).open()) {
      rucio.rses().list();
      clock.advance(Duration.ofMinutes(9));
      rucio.rses().list();
    }
    assertEquals(2, server.times("POST /realm/token"), "renewed before the ten minutes end");
    assertEquals("jwt-1", server.tokensSeen().getLast());
    assertTrue(
        server.bodies().stream()
            .anyMatch(body -> body.contains("grant_type=client_credentials&scope=openid")),
        () -> server.bodies().toString());
  }

  @Test
  void secretIsNotSentToATokenEndpointWithoutTls() {
    server.on(
        "GET /realm/.well-known/openid-configuration",
        ok("{\"token_endpoint\": \"http://tokens.example/token\"}"));
    try (RucioClient rucio = server.client().signIn(oidc()).open()) {
      final var problem = assertThrows(RucioAnswerException.class, () -> rucio.rses().list());
      assertTrue(problem.getMessage().contains("http://tokens.example/token"));
    }
  }

  @Test
  void plainHttpIsForTheLoopbackOnly() {
    final URI address = URI.create("http://rucio.example");
    final RucioClientBuilder builder =
        RucioClient.at(address)
            .signIn(new Credentials.UserPassword("me", SecretSource.environment("NONE")));
    assertThrows(IllegalArgumentException.class, builder::open);
  }

  private Credentials oidc() {
    return new Credentials.OidcClient(
        server.address().resolve("/realm/"),
        "fringe",
        SecretSource.of(Secret.of("client-secret")),
        "openid",
        "");
  }

  private static final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;

    SettableClock(Instant start) {
      now = new AtomicReference<>(start);
    }

    void advance(Duration time) {
      now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
