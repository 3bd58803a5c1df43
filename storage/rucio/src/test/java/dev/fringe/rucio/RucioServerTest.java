package dev.fringe.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.CallCounter;
import dev.fringe.rucio.model.RseProtocol;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.secret.Secret;
import dev.fringe.rucio.secret.SecretSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in, accounts and storage elements, as a real server has them. */
@Tag("servers")
class RucioServerTest {

  @Test
  void signsInByPassword() {
    final CallCounter calls = new CallCounter();
    try (RucioClient rucio = RealRucio.client().listener(calls).open()) {
      assertEquals("root", rucio.accounts().whoami());
      assertTrue(rucio.ping().startsWith("41."), rucio.ping());
    }
    assertEquals(1, calls.byRoute().get("GET /auth/userpass"));
  }

  @Test
  void signsInByCertificate() {
    final Credentials certificate =
        new Credentials.X509(
            Path.of(RealRucio.setting("FRINGE_TEST_RUCIO_CERTIFICATE")),
            Path.of(RealRucio.setting("FRINGE_TEST_RUCIO_KEY")));
    try (RucioClient rucio =
        RucioClient.at(URI.create(RealRucio.setting("FRINGE_TEST_RUCIO_TLS")))
            .account("root")
            .trusting(Path.of(RealRucio.setting("FRINGE_TEST_RUCIO_CA")))
            .signIn(certificate)
            .open()) {
      assertEquals("root", rucio.accounts().whoami());
    }
  }

  @Test
  void signsInByATokenThatAnIssuerGivesToAClient() {
    final SecretSource secret =
        SecretSource.file(Path.of(RealRucio.setting("FRINGE_TEST_RUCIO_CLIENT_SECRET_FILE")));
    try (RucioClient rucio = RealRucio.client().signIn(RealRucio.oidcClient(secret)).open()) {
      assertEquals("root", rucio.accounts().whoami());
      assertTrue(rucio.rses().list().contains("CH-S3"));
    }
  }

  @Test
  void issuersRefusalIsTold() {
    final Credentials stranger =
        RealRucio.oidcClient(SecretSource.of(Secret.of("not-this-secret")));
    try (RucioClient rucio = RealRucio.client().signIn(stranger).open()) {
      final RucioRefusal refusal =
          assertThrows(RucioRefusal.class, () -> rucio.accounts().whoami());
      assertEquals(RefusalKind.CANNOT_AUTHENTICATE, refusal.kind());
      assertTrue(refusal.getMessage().contains("OIDC client fringe at"), refusal.getMessage());
      assertFalse(refusal.getMessage().contains("not-this-secret"));
    }
  }

  @Test
  void wrongPasswordIsRefusedOnce() {
    final CallCounter calls = new CallCounter();
    try (RucioClient rucio =
        RealRucio.client()
            .signIn(new Credentials.UserPassword("fringe", SecretSource.of(Secret.of("not this"))))
            .listener(calls)
            .open()) {
      final RucioRefusal refusal =
          assertThrows(RucioRefusal.class, () -> rucio.accounts().whoami());
      assertEquals(RefusalKind.CANNOT_AUTHENTICATE, refusal.kind());
    }
    assertEquals(1, calls.total());
  }

  @Test
  void tokenThatIsNotOneIsRefusedAsSuch() {
    final RucioClientBuilder builder = RealRucio.client();
    try (RucioClient rucio =
        builder
            .signIn(
                new Credentials.OidcTokenFile(
                    Path.of(RealRucio.setting("FRINGE_TEST_RUCIO_PASSWORD_FILE"))))
            .open()) {
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rses().list());
      assertEquals(RefusalKind.CANNOT_AUTHENTICATE, refusal.kind());
    }
  }

  @Test
  void storageElementsAreFoundByExpression() {
    try (RucioClient rucio = RealRucio.client().open()) {
      assertTrue(rucio.rses().list().containsAll(List.of("CH-S3", "UK-S3", "DE-DAV")));
      assertEquals(Set.of("CH-S3", "UK-S3"), Set.copyOf(rucio.rses().list("tier=1")));
      assertEquals(List.of("CH-S3"), rucio.rses().list("tier=1&site=CH"));
      final RucioRefusal refusal =
          assertThrows(RucioRefusal.class, () -> rucio.rses().list("bad&&"));
      assertEquals(RefusalKind.INVALID_RSE_EXPRESSION, refusal.kind());
    }
  }

  @Test
  void storageElementTellsItsProtocolsAndAttributes() {
    try (RucioClient rucio = RealRucio.client().open()) {
      final var rse = rucio.rses().get("CH-S3");
      assertEquals(Optional.of("s3"), rse.signUrl());
      assertTrue(rse.deterministic() && rse.writable());
      assertEquals(
          Set.of("s3", "https"),
          Set.copyOf(rse.protocols().stream().map(RseProtocol::scheme).toList()));
      assertEquals(Set.copyOf(rse.protocols()), Set.copyOf(rucio.rses().protocols("CH-S3")));
      assertTrue(rse.protocols().getFirst().allows("wan", "write"));
      assertEquals("CH", rucio.rses().attributes("CH-S3").get("site"));
      rucio.rses().usage("CH-S3").forEach(usage -> assertFalse(usage.source().isEmpty()));
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rses().get("NOPE"));
      assertEquals(RefusalKind.RSE_NOT_FOUND, refusal.kind());
    }
  }

  @Test
  void pathFollowsFromTheNameByItsMd5() throws NoSuchAlgorithmException {
    final RucioDid did = RucioDid.of("test", "obs_1/a+b%.fits");
    final String md5 =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("MD5")
                    .digest(did.toString().getBytes(StandardCharsets.UTF_8)));
    final String path =
        "test/%s/%s/%s".formatted(md5.substring(0, 2), md5.substring(2, 4), did.name());
    try (RucioClient rucio = RealRucio.client().open()) {
      assertEquals(
          "s3:%s/site-ch/%s"
              .formatted(
                  URI.create(RealRucio.setting("FRINGE_TEST_S3")).getRawSchemeSpecificPart(), path),
          rucio.rses().pfn("CH-S3", did, "write", Optional.of("s3")));
      assertTrue(
          rucio.rses().pfn("CH-S3", did, "read", Optional.empty()).startsWith("https://"),
          "without a scheme the best protocol is taken");
    }
  }

  @Test
  void accountHasLimitsAndScopes() {
    try (RucioClient rucio = RealRucio.client().open()) {
      assertTrue(rucio.accounts().limits("root").get("CH-S3") > 0);
      rucio.accounts().ensureScope("root", "test");
      assertTrue(rucio.accounts().scopes("root").containsAll(List.of("demo", "test")));
      rucio.accounts().usage("root").forEach(usage -> assertTrue(usage.used() >= 0));
      final RucioRefusal refusal =
          assertThrows(RucioRefusal.class, () -> rucio.accounts().limits("nobody"));
      assertEquals(RefusalKind.ACCOUNT_NOT_FOUND, refusal.kind());
    }
  }

  @Test
  void notAllowedIsNoReasonToSignInAnew() {
    final CallCounter calls = new CallCounter();
    try (RucioClient rucio = RealRucio.astronomer().listener(calls).open()) {
      final RucioRefusal refusal =
          assertThrows(RucioRefusal.class, () -> rucio.accounts().ensureScope("root", "not-mine"));
      assertEquals(RefusalKind.ACCESS_DENIED, refusal.kind());
    }
    assertEquals(1, calls.byRoute().get("GET /auth/userpass"));
  }
}
