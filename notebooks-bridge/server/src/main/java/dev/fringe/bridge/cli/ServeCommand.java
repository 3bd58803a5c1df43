package dev.fringe.bridge.cli;

import dev.fringe.bridge.Bridge;
import dev.fringe.bridge.BridgeSettings;
import dev.fringe.bridge.flight.FlightBindException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsFile;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fringe serve}. */
@Command(
    name = "serve",
    description = "Serves a data lake to browsers, notebooks and VO tools, until it is stopped.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  fringe serve                                 the default lake, at http://127.0.0.1:8080/",
      "  fringe serve --lake fringe-demo/lake         what fringe demo published",
      "  fringe serve --lake srcnet --host 0.0.0.0 --base-url https://fringe.example.org",
      "",
      "Without sign-in set up, whoever reaches the address may read everything: on a laptop, only",
      "you, for it listens at 127.0.0.1."
    })
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--lake",
      paramLabel = "NAME|FOLDER",
      description =
          "A lake of the settings, or the folder of a local one (default: defaultLake of the"
              + " settings, else fringe-lake).")
  private Optional<String> lake;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings (default: FRINGE_CONFIG, else ~/.config/fringe/fringe.yaml if it exists).")
  private Optional<Path> config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen at, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--flight-port",
      paramLabel = "PORT|none",
      defaultValue = "0",
      description =
          "Port of Arrow Flight, by which notebooks get images and visibilities; 0 for any free"
              + " one, which clients are told (default: ${DEFAULT-VALUE}).")
  private String flightPort;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen at; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Where it is seen from outside, behind a gateway (default: host and port).")
  private Optional<String> baseUrl;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "Where the index and jobs are kept (default: a folder for each lake in"
              + " ~/.local/state/fringe).")
  private Optional<Path> state;

  @Option(
      names = "--index",
      paramLabel = "embedded|URL",
      description =
          "Where the index is: in the state folder, or in PostgreSQL at postgresql://HOST:PORT/NAME"
              + " (default: serve.index of the settings, which also names user and password; else"
              + " embedded).")
  private Optional<String> index;

  @Option(
      names = "--follow",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Seconds between two looks at the lake (default: ${DEFAULT-VALUE}).")
  private int follow;

  @Mixin private WorkflowOptions workflows;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = SettingsFile.load(config);
    LakeSettings wanted = Lakes.findExisting(settings, lake.orElse(""));
    BridgeSettings how = how(settings, wanted);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (DataLake opened = Lakes.open(settings, wanted);
        Bridge bridge = start(opened, how)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(end, ended)));
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "fringe: serving the lake %s%nfringe: at %s/ (state in %s)%n",
          wanted.describe(), bridge.address(), how.state());
      if (!settings.serve().signIn().isSet()) {
        err.println(
            "fringe: sign-in is not set up: whoever reaches this address may read everything");
      }
      bridge
          .flightPort()
          .ifPresent(at -> err.printf("fringe: Arrow Flight at grpc://%s:%d%n", how.host(), at));
      err.flush();
      end.await();
    } finally {
      ended.countDown();
    }
    return BridgeCommands.DONE;
  }

  private static Bridge start(DataLake lake, BridgeSettings how) throws IOException {
    try {
      return Bridge.start(lake, how, Clock.systemUTC());
    } catch (JavalinBindException e) {
      throw new UsageException(
          "cannot listen at %s port %d: it is taken, or not this machine's; --port and --host name another"
              .formatted(how.host(), how.port()));
    } catch (FlightBindException e) {
      throw new UsageException(
          "cannot listen at %s port %d: it is taken, or not this machine's; --flight-port and --host name another"
              .formatted(how.host(), how.flightPort().orElse(0)));
    }
  }

  /** The JVM ends when this returns: not before all is closed. */
  private static void stop(CountDownLatch end, CountDownLatch ended) {
    end.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private BridgeSettings how(Settings settings, LakeSettings wanted) {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port is " + port + ": write 0 to 65535");
    }
    if (follow < 1) {
      throw new UsageException("--follow is " + follow + ": write 1 or more seconds");
    }
    Path folder = state.orElseGet(() -> usualState(wanted)).toAbsolutePath();
    return new BridgeSettings(
        settings.serving(settings.serve().indexedIn(index(settings.serve().index()))),
        wanted,
        host,
        port,
        flightPort(),
        baseUrl.map(ServeCommand::base),
        folder,
        Duration.ofSeconds(follow),
        workflows.settings(host, settings, wanted, lake.orElse(""), config, folder));
  }

  private IndexSettings index(IndexSettings set) {
    if (index.isEmpty()) {
      return set;
    }
    if (index.get().equals("embedded")) {
      return IndexSettings.embedded();
    }
    // Not quoted: addresses of databases may hold passwords.
    return set.at(index.get())
        .orElseThrow(
            () ->
                new UsageException(
                    "--index is no address of a database: write embedded, or"
                        + " postgresql://HOST:PORT/NAME, and the user and password elsewhere"));
  }

  private OptionalInt flightPort() {
    if (flightPort.equals("none")) {
      return OptionalInt.empty();
    }
    if (!flightPort.matches("\\d{1,5}") || Integer.parseInt(flightPort) > 65535) {
      throw new UsageException("--flight-port is " + flightPort + ": write 0 to 65535, or none");
    }
    return OptionalInt.of(Integer.parseInt(flightPort));
  }

  private static URI base(String url) {
    try {
      URI uri = URI.create(url.replaceAll("/+$", ""));
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new UsageException(
        "--base-url is \"" + url + "\": write an address such as https://fringe.example.org");
  }

  private static Path usualState(LakeSettings lake) {
    String base = System.getenv().getOrDefault("XDG_STATE_HOME", "");
    Path folder =
        base.startsWith("/")
            ? Path.of(base)
            : Path.of(System.getProperty("user.home")).resolve(".local/state");
    String name = lake.describe().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return folder
        .resolve("fringe")
        .resolve(
            name.substring(0, Math.min(60, name.length()))
                + "-"
                + Integer.toHexString(lake.describe().hashCode()));
  }
}
