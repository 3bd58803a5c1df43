package dev.fringe.bridge.cli;

import dev.fringe.bridge.workflows.ClusterSettings;
import dev.fringe.bridge.workflows.LocalSettings;
import dev.fringe.bridge.workflows.Retention;
import dev.fringe.bridge.workflows.RunnerSettings;
import dev.fringe.cluster.client.Workflows;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.WorkflowRules;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
      paramLabel = "local|cluster|none",
      description =
          "Whether workflows that are submitted run on this machine, or become resources of the"
              + " kubeconfig's cluster, or of that in which this service is a pod (default: local"
              + " where only this machine can reach the service, else none).")
  private Optional<String> where;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description =
          "With --workflows cluster: the namespace of workflows (default: that of the kubeconfig's"
              + " context, or of this pod).")
  private Optional<String> namespace;

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
  Optional<RunnerSettings> settings(
      String host,
      Settings settings,
      LakeSettings lake,
      String lakeName,
      Optional<Path> config,
      Path state) {
    if (atOnce < 1 || atOnce > 64) {
      throw new UsageException("--at-once is " + atOnce + ": write 1 to 64");
    }
    boolean isOurs = List.of("127.0.0.1", "localhost", "::1").contains(host);
    boolean hasLauncher = !System.getProperty(LAUNCHER, "").isEmpty();
    String kind = where.orElse(isOurs && hasLauncher ? "local" : "none");
    if (namespace.isPresent() && !kind.equals("cluster")) {
      throw new UsageException("--namespace is for --workflows cluster");
    }
    return switch (kind) {
      case "local" ->
          Optional.of(local(settings.serve().workflows(), lake, lakeName, config, state));
      case "cluster" -> Optional.of(cluster());
      case "none" -> Optional.empty();
      default ->
          throw new UsageException("--workflows is " + kind + ": write local, cluster or none");
    };
  }

  private ClusterSettings cluster() {
    Config found =
        Workflows.configuration(Optional.empty())
            .orElseThrow(
                () ->
                    new UsageException(
                        "--workflows cluster: no cluster is known; set KUBECONFIG, or write"
                            + " ~/.kube/config"));
    namespace.ifPresent(found::setNamespace);
    return new ClusterSettings(found, places());
  }

  private LocalSettings local(
      WorkflowRules rules, LakeSettings lake, String lakeName, Optional<Path> config, Path state) {
    String launcher = System.getProperty(LAUNCHER, "");
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
    return new LocalSettings(
        List.of(launcher),
        options,
        state.resolve("workflows"),
        places(),
        atOnce,
        LONGEST_QUEUE,
        new Retention(Duration.ofDays(rules.keepDays()), rules.keepRuns()));
  }

  private List<String> places() {
    return data.stream().map(WorkflowOptions::place).toList();
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
