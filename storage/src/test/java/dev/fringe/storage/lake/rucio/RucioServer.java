package dev.fringe.storage.lake.rucio;

import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.RucioClientBuilder;
import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.http.CallListener;
import dev.fringe.rucio.secret.SecretSource;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The Rucio server that {@code .ci/rucio-up} starts, its stores and its daemons. */
final class RucioServer {

  private RucioServer() {}

  private static String needed(String variable) {
    return Servers.needed(variable, "Rucio server", ".ci/rucio-up");
  }

  static RucioClient client(CallListener listener) {
    return builder(URI.create(needed("FRINGE_TEST_RUCIO"))).listener(listener).open();
  }

  /** A client that takes another way to the server, such as one with faults on it. */
  static RucioClientBuilder builder(URI address) {
    return RucioClient.at(address)
        .account(needed("FRINGE_TEST_RUCIO_ACCOUNT"))
        .signIn(
            new Credentials.UserPassword(
                needed("FRINGE_TEST_RUCIO_USERNAME"),
                SecretSource.file(Path.of(needed("FRINGE_TEST_RUCIO_PASSWORD_FILE")))));
  }

  static ObjectStore stores() {
    URI s3 = URI.create(needed("FRINGE_TEST_S3"));
    return ObjectStores.of(
        List.of(
            EndpointSettings.of("s3://" + s3.getAuthority() + "/").withEndpoint(s3),
            EndpointSettings.of(needed("FRINGE_TEST_WEBDAV"))
                .withTokenFile(needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"))
                .withCaFile(needed("FRINGE_TEST_WEBDAV_CA"))));
  }

  static RucioDataLake lake(Step.Listener listener) throws IOException {
    return lake(client(CallListener.NONE), stores(), listener);
  }

  static RucioDataLake lake(RucioClient client, ObjectStore stores, Step.Listener listener)
      throws IOException {
    RucioOptions options = RucioOptions.defaults().preferring(List.of("CH-S3"));
    return RucioDataLake.of(
        new RestCatalogue(client, options.schemes()), stores, options, Clock.systemUTC(), listener);
  }

  /** A scope with nothing in it. */
  static String freshScope() {
    String scope = "lake-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    try (RucioClient client = client(CallListener.NONE)) {
      client.accounts().ensureScope(client.account(), scope);
    }
    return scope;
  }

  /** Rules that changed are looked at, and copies made, as a real Rucio does by and by. */
  static void settle(List<String> dids) throws IOException {
    run(needed("FRINGE_TEST_RUCIO_DAEMONS"), List.of("judge-evaluator"));
    run(needed("FRINGE_TEST_RUCIO_TRANSFER"), dids);
  }

  static String run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(program + " failed: " + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
    return said;
  }
}
