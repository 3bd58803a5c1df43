package dev.fringe.bridge.cli;

import dev.fringe.bridge.workflows.LocalSettings;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.RucioLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How workflows are run that people submit. */
final class WorkflowOptions {

  /** Set by the launcher, to its own path. */
  private static final String LAUNCHER = "fringe.launcher";

  @Option(
      names = "--workflows",
      paramLabel = "local|none",
      description =
          "Whether workflows that are submitted run on this machine (default: local where only"
              + " this machine can reach the service, else none).")
  private Optional<String> where;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "A folder, or an address such as s3://bucket/prefix/, whose files workflows may read"
              + " besides those of the lake. May be repeated (default: none).")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "1",
      description = "Workflows that run at once; others wait (default: ${DEFAULT-VALUE}).")
  private int atOnce;

  private static final int LONGEST_QUEUE = 100;

  /** Empty where none run. */
  Optional<LocalSettings> settings(
      String host, LakeSettings lake, String lakeName, Optional<Path> config, Path state) {
    if (where.isPresent() && !List.of("local", "none").contains(where.get())) {
      throw new UsageException("--workflows is " + where.get() + ": write local or none");
    }
    if (atOnce < 1 || atOnce > 64) {
      throw new UsageException("--at-once is " + atOnce + ": write 1 to 64");
    }
    String launcher = System.getProperty(LAUNCHER, "");
    boolean isOurs = List.of("127.0.0.1", "localhost", "::1").contains(host);
    if (where.map("none"::equals).orElse(!isOurs || launcher.isEmpty())) {
      return Optional.empty();
    }
    if (launcher.isEmpty()) {
      throw new UsageException(
          "--workflows local needs the launcher: start the service by ./fringe serve");
    }
    List<String> options = new ArrayList<>();
    String name =
        switch (lake) {
          case LocalLake folder -> Path.of(folder.path()).toAbsolutePath().toString();
          case RucioLake _ -> lakeName;
        };
    if (!name.isEmpty()) {
      options.addAll(List.of("--lake", name));
    }
    config.ifPresent(file -> options.addAll(List.of("--config", file.toAbsolutePath().toString())));
    return Optional.of(
        new LocalSettings(
            List.of(launcher),
            options,
            state.resolve("workflows"),
            data.stream().map(WorkflowOptions::place).toList(),
            atOnce,
            LONGEST_QUEUE));
  }

  private static String place(String text) {
    if (text.contains("://")) {
      return text;
    }
    Path folder = Path.of(text).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new UsageException("--data is " + text + ": there is no such folder");
    }
    return folder.toString();
  }
}
