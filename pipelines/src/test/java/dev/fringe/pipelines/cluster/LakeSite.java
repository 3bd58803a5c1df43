package dev.fringe.pipelines.cluster;

import static dev.fringe.pipelines.Servers.needed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The Rucio server and the S3 server that {@code .ci/rucio-up} starts, as an operator gives them to
 * a user: a scope with nothing in it, settings without secrets, and a prefix for scratch.
 */
final class LakeSite implements AutoCloseable {

  private static final int MINUTES_FOR_A_PROGRAM = 2;

  private final Path folder;
  private final String scope;
  private final URI s3 = URI.create(needed("FRINGE_TEST_S3"));
  private final ObjectStore objects =
      ObjectStores.of(
          List.of(
              EndpointSettings.of("s3://fringe").withEndpoint(s3),
              EndpointSettings.of(needed("FRINGE_TEST_WEBDAV"))
                  .withTokenFile(needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"))
                  .withCaFile(needed("FRINGE_TEST_WEBDAV_CA"))));

  private LakeSite(Path folder) {
    this.folder = folder;
    this.scope = "run-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  /** Makes a scope, and writes {@code fringe.yaml} into the folder. */
  static LakeSite in(Path folder) throws IOException, InterruptedException {
    LakeSite site = new LakeSite(folder);
    site.official("rucio-admin", "scope", "add", "--account", account(), "--scope", site.scope);
    Files.writeString(
        folder.resolve("fringe.yaml"),
        """
        lakes:
          site:
            type: rucio
            url: %s
            account: %s
            auth: {method: userpass, username: %s, passwordFile: %s}
            prefer: [site=CH, tier=1]
            upload: site=CH
        endpoints:
          - {prefix: "s3://%6$s/", endpoint: "%5$s"}
          - {prefix: "s3://fringe", endpoint: "%5$s"}
          - {prefix: "%7$s", tokenFile: %8$s, caFile: %9$s}
        cache: {folder: cache, size: 1 GB}
        """
            .formatted(
                needed("FRINGE_TEST_RUCIO"),
                account(),
                needed("FRINGE_TEST_RUCIO_USERNAME"),
                needed("FRINGE_TEST_RUCIO_PASSWORD_FILE"),
                site.s3,
                site.s3.getAuthority(),
                needed("FRINGE_TEST_WEBDAV"),
                needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"),
                needed("FRINGE_TEST_WEBDAV_CA")));
    return site;
  }

  private static String account() {
    return needed("FRINGE_TEST_RUCIO_ACCOUNT");
  }

  String scope() {
    return scope;
  }

  /** Where runs of this test keep what they work on. */
  Location scratch() {
    return Location.parse("s3://fringe/" + scope);
  }

  /** The same on the WebDAV server. */
  Location webDavScratch() {
    return Location.parse(needed("FRINGE_TEST_WEBDAV")).resolve("fringe-test/" + scope);
  }

  List<StoredObject> inScratch() throws IOException {
    List<StoredObject> all = new ArrayList<>(objects.list(scratch()));
    all.addAll(objects.list(webDavScratch()));
    return all;
  }

  byte[] bytes(StoredObject object) throws IOException {
    try (RangeReader reader = objects.open(object.location())) {
      byte[] bytes = new byte[Math.toIntExact(object.bytes())];
      reader.readFully(0, bytes);
      return bytes;
    }
  }

  /** Makes the copies that the dataset's rules wait for, as a real Rucio does by and by. */
  void transfer(String did) throws IOException, InterruptedException {
    program(List.of(needed("FRINGE_TEST_RUCIO_DAEMONS"), "judge-evaluator"));
    program(List.of(needed("FRINGE_TEST_RUCIO_TRANSFER"), did));
  }

  /** A program of Rucio's own client. */
  String official(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(needed("FRINGE_TEST_RUCIO_CLI"), program).toString());
    command.addAll(List.of(arguments));
    return program(command);
  }

  private String program(List<String> command) throws IOException, InterruptedException {
    File said = Files.createTempFile(folder, "program-", ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said);
    builder.environment().put("RUCIO_CONFIG", needed("FRINGE_TEST_RUCIO_CONFIG"));
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(MINUTES_FOR_A_PROGRAM, TimeUnit.MINUTES);
      String output = Files.readString(said.toPath(), StandardCharsets.UTF_8);
      assertEquals(0, ended ? process.exitValue() : -1, () -> command + " said: " + output);
      return output;
    } finally {
      process.destroyForcibly();
      // What others log is not ours to judge: Rucio's client shows signed addresses.
      Files.delete(said.toPath());
    }
  }

  /** What no file of ours may hold, by what it is. */
  List<Secret> secrets() throws IOException {
    return List.of(
        new Secret("the S3 secret key", needed("AWS_SECRET_ACCESS_KEY")),
        new Secret(
            "the token of the WebDAV server",
            Files.readString(Path.of(needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"))).strip()),
        new Secret(
            "Rucio's password",
            Files.readString(Path.of(needed("FRINGE_TEST_RUCIO_PASSWORD_FILE"))).strip()),
        // A session's token: account, user, application, and a number.
        new Secret(
            "a token of Rucio", account() + "-" + needed("FRINGE_TEST_RUCIO_USERNAME") + "-"));
  }

  /** A text, and what it would give away. */
  record Secret(String what, String text) {

    boolean isIn(byte[] bytes) {
      // Latin 1 keeps every byte: a secret in the midst of pixels is found as well.
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }
  }

  @Override
  public void close() throws IOException {
    try (objects) {
      for (StoredObject object : inScratch()) {
        objects.delete(object.location());
      }
    }
  }
}
