package dev.fringe.pipelines.cli;

import static dev.fringe.pipelines.Servers.needed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.settings.SettingsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, against a real Rucio with S3 and WebDAV behind it. */
@Tag("servers")
class LakeServersIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private Path settings;
  private Path image;
  private String dataset;

  @BeforeEach
  void settings() throws IOException {
    settings = settings("fringe.yaml", passwordFile(), needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"));
    dataset = "test:lake-command-" + UUID.randomUUID();
    image = folder.resolve("image.fits");
    byte[] content = new byte[700_000];
    new Random(11).nextBytes(content);
    Files.write(image, content);
  }

  private static String passwordFile() {
    return needed("FRINGE_TEST_RUCIO_PASSWORD_FILE");
  }

  private Path settings(String name, String passwordFile, String tokenFile) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        lakes:
          test:
            type: rucio
            url: %s
            account: %s
            auth: {method: userpass, username: %s, passwordFile: %s}
            prefer: [site=CH]
        endpoints:
          - {prefix: "s3://", endpoint: "%s", region: us-east-1, pathStyle: true}
          - {prefix: "%s", tokenFile: %s, caFile: %s}
        """
            .formatted(
                needed("FRINGE_TEST_RUCIO"),
                needed("FRINGE_TEST_RUCIO_ACCOUNT"),
                needed("FRINGE_TEST_RUCIO_USERNAME"),
                passwordFile,
                needed("FRINGE_TEST_S3"),
                needed("FRINGE_TEST_WEBDAV"),
                tokenFile,
                needed("FRINGE_TEST_WEBDAV_CA")));
  }

  private CommandLineRun run(Path config, String... arguments) {
    return CommandLineRun.of(
        Stream.of(List.of("lake"), List.of(arguments), List.of("--config", config.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private String done(String... arguments) {
    CommandLineRun run = run(settings, arguments);
    assertEquals(0, run.exit(), run.out() + run.err());
    return run.out();
  }

  private JsonNode json(String... arguments) throws IOException {
    return MAPPER.readTree(
        done(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new)));
  }

  private String file() {
    return dataset + "/image.fits";
  }

  private void put(String rses) {
    done("put", image.toString(), file(), "--dataset", dataset, "--rule", rses);
  }

  @Test
  void aFileIsPutListedShownFetchedAndVerified() throws Exception {
    for (String rse : List.of("CH-S3", "DE-DAV")) {
      dataset = "test:lake-command-" + UUID.randomUUID();
      put(rse);
      assertEquals(file(), json("ls", dataset).get(0).get("did").asText());
      JsonNode shown = json("show", dataset);
      assertEquals(rse, shown.at("/files/0/replicas/0/rse").asText());
      assertEquals("AVAILABLE", shown.at("/files/0/replicas/0/state").asText());
      assertEquals("OK", shown.at("/rules/0/state").asText());
      Path to = folder.resolve(rse);
      assertEquals(1, json("get", dataset, "--to", to.toString()).get("arrived").asInt());
      assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(to.resolve("image.fits")));
      assertEquals(1, json("verify", dataset).get("replicas").asInt());
      put(rse);
      assertEquals(1, json("rules", dataset).size(), "put again, and nothing doubled");
    }
  }

  @Test
  void aRuleThatIsNotFulfilledInTimeIsToldAndThenFulfilled() throws Exception {
    put("CH-S3");
    assertEquals(
        4, run(settings, "rules", dataset, "--add", "UK-S3", "--watch", "--for", "1 s").exit());
    JsonNode copying = json("verify", dataset);
    assertTrue(copying.at("/notes/0").asText().contains("UK-S3 is not read: it is copying"));

    transfer();

    done("rules", dataset, "--watch", "--for", "1 min");
    assertEquals(2, json("verify", dataset).get("replicas").asInt());
  }

  @Test
  void aBadReplicaIsNamedAndPassedOver() throws Exception {
    put("CH-S3");
    done("rules", dataset, "--add", "UK-S3");
    transfer();
    damage("CH-S3");

    CommandLineRun verified = run(settings, "verify", dataset);

    assertEquals(3, verified.exit(), verified.out());
    assertTrue(verified.out().contains("BAD  " + file() + " at CH-S3, s3://"), verified.out());
    assertTrue(verified.out().contains("2 replicas"), verified.out());
    Path to = folder.resolve("got");
    done("get", dataset, "--to", to.toString());
    assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(to.resolve("image.fits")));
  }

  private void damage(String rse) throws IOException {
    byte[] content = Files.readAllBytes(image);
    content[content.length / 2] ^= 1;
    for (JsonNode replica : json("show", file()).at("/files/0/replicas")) {
      if (replica.get("rse").asText().equals(rse)) {
        try (ObjectStore stores = ObjectStores.of(SettingsFile.read(settings).endpoints())) {
          stores.write(Location.parse(replica.get("location").asText()), content);
        }
      }
    }
  }

  /** Copies what rules ask for, as Rucio's conveyor does where there is one. */
  private void transfer() throws Exception {
    Path log = folder.resolve("transfer.log");
    Process process =
        new ProcessBuilder(needed("FRINGE_TEST_RUCIO_TRANSFER"), dataset)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(log));
  }

  @Test
  void theDoctorFindsTheServersWell() {
    String said = done("check", "--write");
    assertTrue(said.contains("OK    sign-in"), said);
    for (String rse : List.of("RSE CH-S3 s3 ", "RSE UK-S3 s3 ", "RSE DE-DAV davs ")) {
      assertTrue(said.matches("(?s).*OK    " + rse + "[^\n]*written, read and deleted.*"), said);
    }
  }

  @Test
  void theDoctorSignsInByACertificate() throws Exception {
    String said = behindTls("certificate.yaml", needed("FRINGE_TEST_RUCIO_CERTIFICATE"));
    assertTrue(said.contains("OK    sign-in"), said);
    assertTrue(said.contains("OK    RSE CH-S3 s3"), said);
  }

  @Test
  void theDoctorTellsACertificateThatDoesNotFitItsKey() throws Exception {
    String said = behindTls("stranger.yaml", needed("FRINGE_TEST_RUCIO_CA"));
    assertTrue(said.contains("FAIL"), said);
    assertTrue(said.contains(needed("FRINGE_TEST_RUCIO_CA")), said);
    assertFalse(said.contains("PRIVATE KEY"), said);
  }

  @Test
  void theDoctorSignsInAsAClientOfAnIssuer() throws Exception {
    String said =
        signingIn(
            "client-credentials, issuer: \"%s\", clientId: fringe, clientSecretFile: %s, scope:"
                + " openid profile",
            needed("FRINGE_TEST_RUCIO_ISSUER"), needed("FRINGE_TEST_RUCIO_CLIENT_SECRET_FILE"));
    assertTrue(said.contains("OK    sign-in"), said);
    assertTrue(said.contains("OK    RSE CH-S3 s3"), said);
  }

  @Test
  void theDoctorTellsAClientThatItsIssuerRefuses() throws Exception {
    String wrong = "not-this-secret";
    String said =
        signingIn(
            "client-credentials, issuer: \"%s\", clientId: fringe, clientSecretFile: %s",
            needed("FRINGE_TEST_RUCIO_ISSUER"),
            Files.writeString(folder.resolve("client-secret"), wrong).toString());
    assertTrue(said.contains("FAIL  sign-in"), said);
    assertTrue(said.contains("OIDC client fringe at"), said);
    assertFalse(said.contains(wrong), said);
  }

  @Test
  void theDoctorSignsInByATokenInAFile() throws Exception {
    Path token = Files.writeString(folder.resolve("access-token"), accessToken());
    String said = signingIn("oidc, tokenFile: %s", token.toString());
    assertTrue(said.contains("OK    sign-in"), said);
    assertFalse(said.contains(Files.readString(token)), said);
  }

  /** As some other program of the site would fetch it for us. */
  private static String accessToken() throws IOException {
    String secret = Files.readString(Path.of(needed("FRINGE_TEST_RUCIO_CLIENT_SECRET_FILE")));
    Request request =
        new Request.Builder()
            .url(needed("FRINGE_TEST_RUCIO_ISSUER") + "/token")
            .header("Authorization", Credentials.basic("fringe", secret))
            .post(
                new FormBody.Builder()
                    .add("grant_type", "client_credentials")
                    .add("scope", "openid profile")
                    .build())
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return MAPPER.readTree(response.body().string()).get("access_token").asText();
    }
  }

  private String signingIn(String auth, String... values) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("oidc.yaml"),
            Files.readString(settings)
                .replaceFirst(
                    "auth: .*", "auth: {method: " + auth.formatted((Object[]) values) + "}"));
    CommandLineRun checked = run(config, "check");
    return checked.out() + checked.err();
  }

  private String behindTls(String name, String certificate) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(name),
            Files.readString(settings)
                .replace(needed("FRINGE_TEST_RUCIO"), needed("FRINGE_TEST_RUCIO_TLS"))
                .replaceFirst(
                    "auth: .*",
                    "caFile: %s%n    auth: {method: x509, certificate: %s, key: %s}"
                        .formatted(
                            needed("FRINGE_TEST_RUCIO_CA"),
                            certificate,
                            needed("FRINGE_TEST_RUCIO_KEY"))));
    CommandLineRun checked = run(config, "check");
    return checked.out() + checked.err();
  }

  @Test
  void theDoctorTellsAWrongPassword() throws Exception {
    String wrong = "hunter2-XYZZY";
    Path password = Files.writeString(folder.resolve("password"), wrong);
    Path config =
        settings("wrong.yaml", password.toString(), needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"));
    String said = failing(config);
    assertTrue(said.contains("FAIL  sign-in"), said);
    assertTrue(said.contains("check account, user name and secret"), said);
    assertFalse(said.contains(wrong), said);
  }

  @Test
  void theDoctorTellsAnExpiredToken() throws Exception {
    String old = "expired-XYZZY";
    Path token = Files.writeString(folder.resolve("token"), old);
    String said = failing(settings("expired.yaml", passwordFile(), token.toString()));
    assertTrue(said.contains("FAIL  RSE DE-DAV davs"), said);
    assertTrue(said.contains("the server rejects the token (status 401)"), said);
    assertTrue(said.contains("OK    RSE CH-S3 s3"), said);
    assertFalse(said.contains(old), said);
  }

  @Test
  void theDoctorTellsWhatIsNoServer() throws Exception {
    String text = Files.readString(settings);
    String rucio = needed("FRINGE_TEST_RUCIO");
    Path away =
        Files.writeString(
            folder.resolve("away.yaml"), text.replace(rucio, "https://rucio.example.invalid"));
    assertTrue(failing(away).contains("rucio.example.invalid is not known"));
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"), text.replace(rucio, needed("FRINGE_TEST_S3")));
    assertTrue(failing(other).contains("is this the address of Rucio's REST server"));
  }

  private String failing(Path config) throws IOException {
    CommandLineRun run = run(config, "check");
    assertEquals(4, run.exit(), run.out());
    String secret = Files.readString(Path.of(passwordFile()), StandardCharsets.UTF_8).strip();
    assertFalse(run.out().contains(secret), "the password is told");
    return run.out();
  }
}
