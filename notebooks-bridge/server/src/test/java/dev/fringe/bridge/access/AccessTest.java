package dev.fringe.bridge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.VoTables;
import dev.fringe.bridge.cutout.TestImage;
import dev.fringe.storage.settings.CollectionRule;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.Redirects;
import dev.fringe.storage.settings.ServeSettings;
import dev.fringe.storage.settings.WorkflowRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final String SECRET = "/files/demo/secret.fits";

  private final TestClock clock = new TestClock();
  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> tokens = new ArrayList<>();
  private TestIssuer issuer;
  private TestSite site;

  /** A clock that is set. */
  private static final class TestClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
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

  private static ServeSettings serve(TestIssuer issuer) {
    return new ServeSettings(
        issuer.trusted("/operators"),
        Map.of(
            "survey", new CollectionRule(List.of("/survey/team"), false),
            "closed", new CollectionRule(List.of("closed"), true)),
        new WorkflowRules(
            List.of("/survey/team"), List.of("watchers"), List.of("/operators"), 1, 1),
        0,
        1_000_000_000,
        ServeSettings.Tls.NONE,
        false,
        IndexSettings.embedded(),
        Redirects.none());
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, JOSEException {
    issuer = TestIssuer.start();
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    site = TestSite.in(folder, clock, serve(issuer));
    byte[] image = TestImage.of(64, 64, 10, 20, 32, 32, 1e-3).bytes();
    Map<String, Object> secret = new HashMap<>(TestSite.image("Secret", 10, 20, 0.1));
    secret.put("obs_release_date", "2027-01-01T00:00:00");
    Map<String, Object> closed = new HashMap<>(TestSite.image("Closed", 10, 20, 0.1));
    closed.put("obs_collection", "closed");
    Map<String, Object> list =
        Map.of(
            "dataproduct_type", "measurements",
            "dataproduct_subtype", "sources",
            "access_format", "text/csv");
    Map<String, Object> secretList = new HashMap<>(list);
    secretList.put("obs_release_date", "2099-01-01T00:00:00");
    Map<String, Object> closedList = new HashMap<>(list);
    closedList.put("obs_collection", "closed");
    site.publish(
        "demo:set",
        Map.of(
            "open.csv",
            Content.of("name,ra_deg,dec_deg\nknown,10,20\n", list),
            "secret.csv",
            Content.of("name,ra_deg,dec_deg\nhidden,10,20\n", secretList),
            "closed.csv",
            Content.of("name,ra_deg,dec_deg\nhidden,10,20\n", closedList),
            "open.fits",
            new Content(image, TestSite.image("Open", 10, 20, 0.1)),
            "secret.fits",
            new Content(image, secret),
            "closed.fits",
            new Content(image, closed)));
  }

  @AfterAll
  void stop() throws IOException {
    site.close();
    issuer.close();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
  }

  private record Got(int code, okhttp3.Headers headers, String body) {}

  private Got get(String path, String token) throws IOException {
    return call(new Request.Builder().url(site.address() + path), token);
  }

  private Got call(Request.Builder request, String token) throws IOException {
    if (!token.isEmpty()) {
      tokens.add(token);
      request.header("Authorization", "Bearer " + token);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return new Got(response.code(), response.headers(), response.body().string());
    }
  }

  private TestIssuer.Claims claims() {
    return issuer.claims(clock.instant());
  }

  private void refused(String token) throws IOException {
    Got got = get("/files/demo/open.fits", token);
    assertEquals(401, got.code(), got.body());
    assertTrue(
        got.headers().values("WWW-Authenticate").toString().contains("error=\"invalid_token\""));
    assertFalse(got.body().contains(token.substring(0, 20)), got.body());
  }

  @Test
  void whatIsPublicIsForEverybodyAndWhatIsNotForItsGroups() throws IOException, JOSEException {
    assertEquals(200, get("/files/demo/open.fits", "").code());
    Got anonymous = get(SECRET, "");
    assertEquals(401, anonymous.code());
    assertEquals(
        List.of(
            "ivoa_bearer standard_id=\"ivo://ivoa.net/sso#OpenID\", access_url=\"%s\""
                .formatted(issuer.address()),
            "Bearer realm=\"fringe\""),
        anonymous.headers().values("WWW-Authenticate"));
    Got member = get(SECRET, claims().groups("survey/team").sign());
    assertEquals(200, member.code());
    assertEquals("jdoe", member.headers().get("X-VO-Authenticated"));
    assertEquals(200, get(SECRET, claims().groups("/operators").sign()).code());
    assertEquals(403, get(SECRET, claims().groups("survey").sign()).code());
    assertEquals(401, get("/files/demo/closed.fits", "").code());
    assertEquals(200, get("/files/demo/closed.fits", claims().groups("closed").sign()).code());
    assertEquals(
        403, get("/files/demo/closed.fits", claims().groups("/survey/team").sign()).code());
  }

  @Test
  void anEmbargoEndsByItself() throws IOException {
    clock.now = Instant.parse("2026-12-31T23:59:59Z");
    assertEquals(401, get(SECRET, "").code());
    clock.now = Instant.parse("2027-01-01T00:00:00Z");
    assertEquals(200, get(SECRET, "").code());
    clock.now = NOW;
  }

  @Test
  void tokensThatAreNoGoodAreRefusedEvenForWhatIsPublic() throws IOException, JOSEException {
    refused(claims().unsigned());
    refused(claims().signedByOurPublicKeyAsSecret());
    refused(claims().expires(clock.instant().minus(Duration.ofMinutes(10))).sign());
    refused(claims().notBefore(clock.instant().plus(Duration.ofMinutes(10))).sign());
    refused(claims().issuer("https://elsewhere.example.org").sign());
    refused(claims().audience("another-service").sign());
    refused(claims().signedBySomebodyElse());
    refused(claims().sign().replaceAll("\\.[^.]+$", ".AAAA" + "B".repeat(338)));
    refused("not-a-token-at-all-but-a-long-text");
    Got basic =
        call(
            new Request.Builder()
                .url(site.address() + "/files/demo/open.fits")
                .header("Authorization", "Basic dTpw"),
            "");
    assertEquals(401, basic.code());
  }

  @Test
  void rotatedKeysAreFetched() throws IOException, JOSEException {
    assertEquals(200, get(SECRET, claims().groups("survey/team").sign()).code());
    issuer.rotate();
    assertEquals(200, get(SECRET, claims().groups("survey/team").sign()).code());
    assertTrue(issuer.fetches() <= 3, issuer.fetches() + " fetches of keys");
  }

  @Test
  void nothingOfWhatIsNotPublicLeaks() throws IOException {
    Got links = get("/datalink/links?ID=demo:secret.fits", "");
    assertEquals(200, links.code());
    assertEquals(List.of("#this"), VoTables.column(links.body(), "semantics"));
    assertEquals(List.of("false"), VoTables.column(links.body(), "link_authorized"));
    assertEquals(List.of("true"), VoTables.column(links.body(), "link_auth"));
    assertFalse(links.body().contains("soda-sync"));
    assertEquals(401, get("/preview/demo/secret.fits", "").code());
    Got cutout = get("/soda/sync?ID=demo:secret.fits&CIRCLE=10+20+0.01", "");
    assertEquals(401, cutout.code());
    assertTrue(cutout.body().startsWith("AuthenticationError: "), cutout.body());
    assertEquals(401, get("/data/locate/demo/secret.fits", "").code());
    Got json = get("/api/v1/products/demo/secret.fits", "");
    assertFalse(json.body().contains("/files/demo/secret.fits"), json.body());
    assertFalse(json.body().contains("/preview/demo/secret.fits"), json.body());
  }

  @Test
  void sourcesOfListsThatAreNotPublicAreNoRowsOfTables() throws IOException {
    for (String query :
        List.of(
            "SELECT source_name FROM fringe.sources",
            "SELECT source_name FROM fringe.sources AS s"
                + " WHERE 1 = CONTAINS(POINT('ICRS', s_ra, s_dec), CIRCLE('ICRS', 10, 20, 1))",
            "SELECT s.source_name FROM ivoa.obscore AS o LEFT OUTER JOIN fringe.sources AS s"
                + " ON s.list_did <> o.obs_publisher_did",
            "SELECT b.source_name FROM fringe.sources AS a JOIN fringe.sources AS b"
                + " ON a.list_did <> b.list_did OR a.list_did = b.list_did")) {
      Got rows =
          get(
              "/tap/sync?LANG=ADQL&QUERY="
                  + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8),
              "");
      assertEquals(200, rows.code(), rows.body());
      assertTrue(rows.body().contains("known"), rows.body());
      assertFalse(rows.body().contains("hidden"), query);
    }
  }

  @Test
  void jobsCutOnlyWhatTheirOwnerMayHaveAndNobodyElseSeesThem() throws IOException, JOSEException {
    Request.Builder job =
        new Request.Builder()
            .url(site.address() + "/soda/async")
            .post(new FormBody.Builder().add("ID", "demo:secret.fits").build());
    assertEquals(401, call(job, "").code());
    String member = claims().groups("survey/team").sign();
    Got created = call(job, member);
    assertEquals(303, created.code(), created.body());
    String path = created.headers().get("Location").replace(site.address(), "");
    assertEquals(200, get(path, member).code());
    assertEquals(404, get(path, "").code());
    assertEquals(404, get(path, claims().subject("other").groups("survey/team").sign()).code());
    String id = path.substring(path.lastIndexOf('/') + 1);
    assertFalse(get("/soda/async", "").body().contains(id));
    assertTrue(get("/soda/async", member).body().contains(id));
    // Nor can another be asked to be cut once the job is there.
    Got open =
        call(
            new Request.Builder()
                .url(site.address() + "/soda/async")
                .post(new FormBody.Builder().add("ID", "demo:open.fits").build()),
            "");
    assertEquals(
        401,
        call(
                new Request.Builder()
                    .url(open.headers().get("Location") + "/parameters")
                    .post(new FormBody.Builder().add("id", "demo:secret.fits").build()),
                "")
            .code());
  }

  @Test
  void whoeverAsksIsToldWhoTheyAre() throws IOException, JOSEException {
    assertTrue(get("/api/v1/access", "").body().contains("\"signIn\":true"));
    assertTrue(
        get("/api/v1/access", claims().groups("a").sign()).body().contains("\"visitor\":\"jdoe\""));
  }

  @Test
  void logsTellWhoButNoToken() throws IOException, JOSEException {
    get(SECRET + "?access_token=abcdef", claims().groups("survey/team").sign());
    refused(claims().unsigned());
    // A line is written once the answer is sent.
    while (lines().stream().noneMatch(line -> line.contains("jdoe GET " + SECRET + " 200"))) {
      Thread.onSpinWait();
    }
    for (String line : lines()) {
      assertFalse(line.contains("abcdef"), line);
      for (String token : tokens) {
        assertFalse(line.contains(token.substring(token.length() - 20)), line);
      }
    }
  }

  @Test
  void whoeverGoesOnWithBadTokensIsToldToWaitAndGoodOnesAreStillTaken(@TempDir Path own)
      throws IOException, JOSEException {
    TestClock still = new TestClock();
    try (TestSite guessed = TestSite.in(own, still, serve(issuer))) {
      Request.Builder bad =
          new Request.Builder()
              .url(guessed.address() + "/api/v1/access")
              .header("Authorization", "Bearer " + claims().signedBySomebodyElse());
      for (int i = 0; i < 60; i++) {
        assertEquals(401, guessed.call(bad.build()).status());
      }
      assertEquals(429, guessed.call(bad.build()).status());
      Request good =
          bad.header("Authorization", "Bearer " + issuer.claims(still.instant()).groups("a").sign())
              .build();
      assertEquals(200, guessed.call(good).status());
      assertEquals(200, guessed.get("/api/v1/access").status());
    }
  }

  private List<String> lines() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void requestsAreBoundedByTheMinute() {
    TestClock own = new TestClock();
    RateLimit limit = new RateLimit(60, own);
    for (int i = 0; i < 60; i++) {
      assertTrue(limit.take("a"));
    }
    assertFalse(limit.take("a"));
    assertTrue(limit.take("b"));
    own.now = own.now.plusSeconds(2);
    assertTrue(limit.take("a"));
    assertTrue(limit.take("a"));
    assertFalse(limit.take("a"));
  }
}
