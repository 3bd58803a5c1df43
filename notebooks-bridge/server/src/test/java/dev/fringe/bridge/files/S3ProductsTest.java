package dev.fringe.bridge.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import dev.fringe.bridge.RucioSite;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.access.TestIssuer;
import dev.fringe.bridge.cutout.TestImage;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.settings.CollectionRule;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.Redirects;
import dev.fringe.storage.settings.ServeSettings;
import dev.fringe.storage.settings.WorkflowRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Products of a Rucio lake whose bytes are in S3: found, cut, and sent on to the store. */
@Tag("servers")
@EnabledIfEnvironmentVariable(
    named = "FRINGE_TEST_RUCIO",
    matches = ".+",
    disabledReason =
        "no Rucio server: .ci/rucio-up starts one, and its settings are in an env file")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ProductsTest {

  private static final int LARGE = 9_000_000;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private TestIssuer issuer;
  private RucioSite site;
  private byte[] image;
  private byte[] large;
  private Did open;
  private Did closed;
  private Did big;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, JOSEException {
    issuer = TestIssuer.start();
    site =
        RucioSite.in(
            folder,
            new ServeSettings(
                issuer.trusted(),
                Map.of("survey", new CollectionRule(List.of("team"), false)),
                WorkflowRules.standard(),
                0,
                1_000_000_000,
                ServeSettings.Tls.NONE,
                false,
                IndexSettings.embedded(),
                new Redirects(true, Duration.ofMinutes(5), "")));
    image = TestImage.of(600, 400, 150, 30, 300, 200, 1e-3).bytes();
    open = site.publish("open.fits", image, TestSite.image("Open", 150, 30, 0.7));
    Map<String, Object> embargoed = new HashMap<>(TestSite.image("Closed", 150, 31, 0.7));
    embargoed.put("obs_release_date", Instant.now().plus(Duration.ofDays(9)).toString());
    closed = site.publish("closed.fits", image, embargoed);
    large = new byte[LARGE];
    new Random(3).nextBytes(large);
    big = site.publish("big.bin", large, Map.of("access_format", "application/octet-stream"));
  }

  @AfterAll
  void stop() throws IOException {
    site.close();
    issuer.close();
  }

  private Response get(String path, String... headers) throws IOException {
    return call(site.address() + path, headers);
  }

  private Response call(String url, String... headers) throws IOException {
    Request.Builder request = new Request.Builder().url(url);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.newCall(request.build()).execute();
  }

  private static String file(Did did) {
    return "/files/" + did.scope() + "/" + did.name();
  }

  /** Through the service: a page's script cannot follow to another host. */
  private static final String[] SCRIPT = {"Sec-Fetch-Mode", "cors"};

  @Test
  void downloadsAreSentOnToSignedAddresses() throws IOException {
    String address;
    try (Response sent = get(file(open))) {
      assertEquals(307, sent.code());
      assertEquals("no-store", sent.header("Cache-Control"));
      address = sent.header("Location");
    }
    assertTrue(address.startsWith(System.getenv("FRINGE_TEST_S3") + "/"), address);
    assertTrue(address.contains("X-Amz-Expires=300"), address);
    try (Response whole = call(address)) {
      assertEquals(200, whole.code());
      assertArrayEquals(image, whole.body().bytes());
      assertTrue(whole.header("Content-Disposition").contains("open.fits"));
    }
    try (Response part = call(address, "Range", "bytes=100-199")) {
      assertEquals(206, part.code());
      assertArrayEquals(Arrays.copyOfRange(image, 100, 200), part.body().bytes());
    }
    try (Response unsigned = call(address.replaceAll("\\?.*", ""))) {
      assertEquals(403, unsigned.code(), "the bucket itself is closed");
    }
  }

  @Test
  void whatTheStoreCannotAnswerTheServiceDoes() throws IOException {
    Request head = new Request.Builder().url(site.address() + file(open)).head().build();
    String etag;
    try (Response told = client.newCall(head).execute()) {
      assertEquals(200, told.code());
      assertEquals(Integer.toString(image.length), told.header("Content-Length"));
      etag = told.header("ETag");
    }
    try (Response same = get(file(open), "If-None-Match", etag)) {
      assertEquals(304, same.code());
    }
    try (Response rest = get(file(open), "If-Range", etag, "Range", "bytes=5-9")) {
      assertEquals(206, rest.code());
      assertArrayEquals(Arrays.copyOfRange(image, 5, 10), rest.body().bytes());
    }
    try (Response several = get(file(open), "Range", "bytes=0-1,7-8")) {
      assertEquals(206, several.code());
    }
    try (Response beyond = get(file(open), "Range", "bytes=99999999-")) {
      assertEquals(416, beyond.code());
    }
    try (Response script = get(file(open), SCRIPT)) {
      assertEquals(200, script.code());
      assertArrayEquals(image, script.body().bytes());
    }
  }

  @Test
  void whatIsUnderEmbargoIsForTheGroupAndItsAddressesForAMinute()
      throws IOException, JOSEException {
    try (Response refused = get(file(closed))) {
      assertEquals(401, refused.code());
      assertNull(refused.header("Location"));
    }
    String token = issuer.claims(Instant.now()).groups("team").sign();
    try (Response sent = get(file(closed), "Authorization", "Bearer " + token)) {
      assertEquals(307, sent.code());
      String address = sent.header("Location");
      assertTrue(address.contains("X-Amz-Expires=60"), address);
      assertFalse(address.contains(token));
      try (Response bytes = call(address)) {
        assertArrayEquals(image, bytes.body().bytes());
      }
    }
  }

  @Test
  void largeFilesComeWholeThroughTheService() throws IOException {
    try (Response whole = get(file(big), SCRIPT)) {
      assertArrayEquals(large, whole.body().bytes());
    }
    try (Response end = get(file(big), "Sec-Fetch-Mode", "cors", "Range", "bytes=-3000001")) {
      assertArrayEquals(Arrays.copyOfRange(large, LARGE - 3_000_001, LARGE), end.body().bytes());
    }
  }

  @Test
  void productsInS3AreFoundCutAndShown() throws IOException {
    try (Response found = get("/sia2/query?POS=CIRCLE+150+30+0.1")) {
      assertTrue(found.body().string().contains("<TD>Open</TD>"));
    }
    try (Response cut = get("/soda/sync?ID=" + open + "&CIRCLE=150+30+0.05")) {
      byte[] bytes = cut.body().bytes();
      assertEquals(200, cut.code());
      assertTrue(bytes.length < image.length / 4, bytes.length + " bytes");
      assertTrue(new String(bytes, 0, 30, StandardCharsets.US_ASCII).startsWith("SIMPLE  ="));
    }
    try (Response picture = get("/preview/" + open.scope() + "/" + open.name())) {
      assertEquals(200, picture.code());
      assertEquals("image/png", picture.header("Content-Type"));
    }
    JsonNode places;
    try (Response located = get("/data/locate/" + open.scope() + "/" + open.name())) {
      places = new ObjectMapper().readTree(located.body().string());
    }
    assertEquals("CH-S3", places.at("/0/identifier").asText());
    // A client knows neither S3 nor its keys.
    try (Response sent = call(places.at("/0/replicas/0").asText());
        Response whole = call(sent.header("Location"))) {
      assertArrayEquals(image, whole.body().bytes());
    }
  }
}
