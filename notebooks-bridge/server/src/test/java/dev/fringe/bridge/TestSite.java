package dev.fringe.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.bridge.workflows.RunnerSettings;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.ServeSettings;
import dev.fringe.storage.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A service over a lake in a folder, and a client of it. */
public final class TestSite implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final ServeSettings serve;
  private final LocalDataLake lake;
  private final OkHttpClient client = new OkHttpClient();
  private final Optional<RunnerSettings> workflows;
  private final TestIndex index;
  private Bridge bridge;

  private TestSite(
      Path folder, Clock clock, ServeSettings serve, Optional<RunnerSettings> workflows)
      throws IOException {
    this(folder, clock, serve, workflows, TestIndex.create());
  }

  private TestSite(
      Path folder,
      Clock clock,
      ServeSettings serve,
      Optional<RunnerSettings> workflows,
      TestIndex index)
      throws IOException {
    this.folder = folder;
    this.serve = serve;
    this.workflows = workflows;
    this.index = index;
    this.lake = LocalDataLake.at(folder.resolve("lake"));
    this.bridge = startBridge(clock);
  }

  /** Starts one; it looks at the lake only when it is told to. */
  public static TestSite in(Path folder) throws IOException {
    return in(folder, Clock.systemUTC());
  }

  /** Starts one with another clock. */
  public static TestSite in(Path folder, Clock clock) throws IOException {
    return in(folder, clock, ServeSettings.standard());
  }

  /** Starts one where people sign in. */
  public static TestSite in(Path folder, Clock clock, ServeSettings serve) throws IOException {
    return new TestSite(folder, clock, serve, Optional.empty());
  }

  /** Starts one whose index is in a database of the caller's. */
  public static TestSite in(Path folder, IndexSettings index) throws IOException {
    return new TestSite(
        folder,
        Clock.systemUTC(),
        ServeSettings.standard(),
        Optional.empty(),
        TestIndex.borrowed(index));
  }

  /** Starts one that runs workflows. */
  public static TestSite in(Path folder, RunnerSettings workflows) throws IOException {
    return in(folder, ServeSettings.standard(), workflows);
  }

  /** Starts one that runs workflows, and where people sign in. */
  public static TestSite in(Path folder, ServeSettings serve, RunnerSettings workflows)
      throws IOException {
    return new TestSite(folder, Clock.systemUTC(), serve, Optional.of(workflows));
  }

  private Bridge startBridge(Clock clock) throws IOException {
    return Bridge.start(
        lake,
        new BridgeSettings(
            Settings.none().serving(serve.indexedIn(index.settings())),
            new LocalLake(folder.resolve("lake").toString()),
            "127.0.0.1",
            0,
            OptionalInt.of(0),
            Optional.empty(),
            folder.resolve("state"),
            Duration.ofDays(1),
            workflows),
        clock);
  }

  /** Stops the service, and starts it again over the same state. */
  public void restart() throws IOException {
    bridge.close();
    bridge = startBridge(Clock.systemUTC());
  }

  public LocalDataLake lake() {
    return lake;
  }

  public Path state() {
    return folder.resolve("state");
  }

  public String address() {
    return bridge.address().toString();
  }

  public int flightPort() {
    return bridge.flightPort().orElseThrow();
  }

  public void sync() {
    try {
      bridge.sync();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes files with contents and metadata as a closed dataset, and has them indexed. */
  public void publish(String dataset, Map<String, Content> files) throws IOException {
    Did name = Did.parse(dataset);
    List<PublishedFile> list = new ArrayList<>();
    Path sources = Files.createTempDirectory(folder, "source");
    files.forEach(
        (file, content) -> {
          try {
            Path source = sources.resolve(Integer.toString(list.size()));
            Files.write(source, content.bytes());
            list.add(new PublishedFile(Did.of(name.scope(), file), source, content.metadata()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    lake.publish(
        Publication.of(
            name,
            list,
            List.of(new RuleRequest(RseExpression.parse("tier=1"), 1, Optional.empty()))));
    sync();
  }

  /** What a file holds, and what is told of it. */
  public record Content(byte[] bytes, Map<String, Object> metadata) {
    public static Content of(String text, Map<String, Object> metadata) {
      return new Content(text.getBytes(StandardCharsets.UTF_8), metadata);
    }
  }

  /** An image's metadata. */
  public static Map<String, Object> image(String target, double ra, double dec, double fov) {
    return Map.ofEntries(
        Map.entry("dataproduct_type", "image"),
        Map.entry("dataproduct_subtype", "restored"),
        Map.entry("calib_level", 3),
        Map.entry("obs_collection", "survey"),
        Map.entry("obs_id", "obs-" + target),
        Map.entry("target_name", target),
        Map.entry("s_ra", ra),
        Map.entry("s_dec", dec),
        Map.entry("s_fov", fov),
        Map.entry("t_min", 60000.0),
        Map.entry("t_max", 60000.25),
        Map.entry("em_min", 0.2),
        Map.entry("em_max", 0.22),
        Map.entry("pol_states", "/I/"),
        Map.entry("facility_name", "MID"),
        Map.entry("instrument_name", "MID-B2"),
        Map.entry("access_format", "image/fits"));
  }

  /** An answer whose body is read. */
  public record Answer(int status, String type, String body) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }
  }

  public Answer get(String path) throws IOException {
    return call(new Request.Builder().url(address() + path).build());
  }

  public Answer post(String path, RequestBody body) throws IOException {
    return call(new Request.Builder().url(address() + path).post(body).build());
  }

  public Answer call(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return new Answer(
          response.code(),
          Optional.ofNullable(response.header("Content-Type")).orElse(""),
          response.body().string());
    }
  }

  @Override
  public void close() throws IOException {
    bridge.close();
    index.close();
    lake.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
