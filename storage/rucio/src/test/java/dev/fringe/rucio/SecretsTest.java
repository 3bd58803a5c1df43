package dev.fringe.rucio;

import static dev.fringe.rucio.FakeRucio.ok;
import static dev.fringe.rucio.FakeRucio.refusing;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.model.ReplicaAddress;
import dev.fringe.rucio.secret.Secret;
import dev.fringe.rucio.secret.SecretSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong, what was typed in or handed out is not seen anywhere. */
class SecretsTest {

  private static final List<String> SECRETS =
      List.of(FakeRucio.PASSWORD, "token-secret-", "client-secret", "hunter2", "eyJhbGciOi");

  private final FakeRucio server = FakeRucio.started();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
  private final Level before = root.getLevel();

  @BeforeEach
  void listen() {
    root.setLevel(Level.TRACE);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    root.setLevel(before);
    server.close();
  }

  @Test
  void noSecretInLogsOrExceptions() {
    final String leaky =
        "(psycopg.errors.X) [SQL: UPDATE identities SET password='hunter2'] "
            + FakeRucio.PASSWORD
            + " token-secret-1";
    server.on("GET /rses/", refusing(500, "DatabaseException", leaky));
    server.on("GET /rses/CH", FakeRucio.dropped());
    server.on(
        "GET /rses/UK", refusing(401, "CannotAuthenticate", "X-Rucio-Auth-Token: token-secret-1"));
    server.on("GET /rses/DE", ok("{\"rse\": \"" + "token-secret-1" + " not JSON"));
    server.on("GET /rses/FR", refusing(400, "ValueError", "bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln"));
    final StringBuilder seen = new StringBuilder();
    final Credentials credentials =
        new Credentials.UserPassword("fringe", SecretSource.of(Secret.of(FakeRucio.PASSWORD)));
    try (RucioClient rucio = server.client().signIn(credentials).open()) {
      seen.append(failing(() -> rucio.rses().list()));
      for (String rse : List.of("CH", "UK", "DE", "FR")) {
        seen.append(failing(() -> rucio.rses().get(rse)));
      }
      seen.append(rucio);
    }
    seen.append(credentials)
        .append(
            new Credentials.OidcClient(
                URI.create("https://iam.example/"),
                "fringe",
                SecretSource.of(Secret.of("client-secret")),
                "",
                ""));
    seen.append(Secret.of("hunter2"));
    seen.append(
        log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining()));
    assertFalse(log.list.isEmpty(), "something was logged");
    for (String secret : SECRETS) {
      assertFalse(seen.toString().contains(secret), secret + " is in:\n" + seen);
    }
    assertTrue(seen.toString().contains("[database text left out]"), seen.toString());
  }

  @Test
  void signedAddressShowsNoSignature() {
    final ReplicaAddress address =
        new ReplicaAddress("CH", "https://s3.example/b/k?X-Amz-Signature=hunter2", "wan", 1);
    assertFalse(address.toString().contains("hunter2"), address.toString());
  }

  @Test
  void addressWithAPasswordIsRefusedWithoutShowingIt() {
    final RucioClientBuilder builder =
        RucioClient.at(URI.create("https://me:hunter2@rucio.example"))
            .signIn(new Credentials.UserPassword("me", SecretSource.of(Secret.of("x"))));
    assertFalse(failing(builder::open).contains("hunter2"));
  }

  private static String failing(Runnable call) {
    final RuntimeException failure = assertThrows(RuntimeException.class, call::run);
    final StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
