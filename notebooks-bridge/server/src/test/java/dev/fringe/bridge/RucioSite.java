package dev.fringe.bridge;

import dev.fringe.rucio.RucioClient;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.RucioClients;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.ServeSettings;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsFile;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A service over a scope of its own in the Rucio lake of {@code .ci/rucio-up}, bytes in S3. */
public final class RucioSite implements AutoCloseable {

  private final Path folder;
  private final String scope;
  private final DataLake lake;
  private final Bridge bridge;

  private RucioSite(Path folder, ServeSettings serve) throws IOException {
    this.folder = folder;
    Settings settings = SettingsFile.read(Files.writeString(folder.resolve("fringe.yaml"), yaml()));
    RucioLake rucio = (RucioLake) Lakes.findExisting(settings, "");
    this.scope = "serve-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    try (RucioClient client = RucioClients.open(rucio)) {
      client.accounts().ensureScope(client.account(), scope);
    }
    this.lake = Lakes.open(settings, rucio);
    this.bridge =
        Bridge.start(
            onlyScope(lake, scope),
            new BridgeSettings(
                settings.serving(serve),
                rucio,
                "127.0.0.1",
                0,
                OptionalInt.empty(),
                Optional.empty(),
                folder.resolve("state"),
                Duration.ofDays(1),
                Optional.empty()),
            Clock.systemUTC());
  }

  public static RucioSite in(Path folder, ServeSettings serve) throws IOException {
    return new RucioSite(folder, serve);
  }

  private static String yaml() {
    return """
    defaultLake: test
    lakes:
      test:
        type: rucio
        url: %s
        account: root
        auth: {method: userpass, username: %s, passwordFile: %s}
        prefer: [CH-S3]
        upload: CH-S3
    endpoints:
      - {prefix: "s3://", endpoint: "%s", region: us-east-1, pathStyle: true}
    """
        .formatted(
            System.getenv("FRINGE_TEST_RUCIO"),
            System.getenv("FRINGE_TEST_RUCIO_USERNAME"),
            System.getenv("FRINGE_TEST_RUCIO_PASSWORD_FILE"),
            System.getenv("FRINGE_TEST_S3"));
  }

  /** What other tests have in the lake is not looked through. */
  private static DataLake onlyScope(DataLake lake, String scope) {
    return (DataLake)
        Proxy.newProxyInstance(
            DataLake.class.getClassLoader(),
            new Class<?>[] {DataLake.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("scopes")) {
                return List.of(scope);
              }
              try {
                return method.invoke(lake, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  public DataLake lake() {
    return lake;
  }

  public String address() {
    return bridge.address().toString();
  }

  /** Publishes a file to S3, and has it indexed. */
  public Did publish(String name, byte[] bytes, Map<String, Object> metadata) throws IOException {
    Did did = Did.of(scope, name);
    Path source = Files.write(Files.createTempFile(folder, "source", ""), bytes);
    lake.publish(
        Publication.of(
            Did.of(scope, name + ".set"),
            List.of(new PublishedFile(did, source, metadata)),
            List.of(new RuleRequest(RseExpression.parse("CH-S3"), 1, Optional.empty()))));
    sync();
    return did;
  }

  public void sync() {
    try {
      bridge.sync();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    bridge.close();
    lake.close();
  }
}
