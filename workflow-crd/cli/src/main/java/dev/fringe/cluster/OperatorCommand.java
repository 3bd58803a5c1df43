package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.operator.FringeOperator;
import dev.fringe.operator.HealthPage;
import dev.fringe.operator.OperatorSettings;
import dev.fringe.operator.schedule.FileSource;
import dev.fringe.sources.SettingsFileSource;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsFile;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fringe operator}. */
@Command(
    name = "operator",
    description = {
      "Has a cluster's workflows worked on, until it is stopped: by jobs that run fringe run.",
      "Schedules' files are looked for in the lake and below the endpoints of its own fringe.yaml.",
      "In the cluster its Deployment runs this; from a terminal it works with the kubeconfig's"
          + " rights."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  fringe operator -n astronomy --image fringe:0.1"})
final class OperatorCommand implements Callable<Integer> {
  private static final int CALL_RETRIES = 3;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Work for all namespaces, not for one.")
  private boolean isEverywhere;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "IMAGE",
      description = "The image of jobs: one whose entry point is fringe (deploy/README.md).")
  private String image;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "4",
      description = "Workflows of a namespace that work at once (default: ${DEFAULT-VALUE}).")
  private int atOnce;

  @Option(
      names = "--in-all",
      paramLabel = "N",
      description =
          "Workflows that work at once in all namespaces together; the next place is for the"
              + " namespace that has the fewest (default: no limit).")
  private Optional<Integer> inAll;

  @Option(
      names = "--flink-session",
      paramLabel = "HOST:PORT",
      description =
          "REST address of a Flink 1.19 session cluster, for workflows whose engine is"
              + " FlinkSession. Its workers find their credentials by themselves.")
  private Optional<String> flinkSession;

  /** Nothing, where none of its options is given. */
  @ArgGroup(exclusive = false)
  private FlinkOptions flink;

  @Option(
      names = "--cpu",
      paramLabel = "QUANTITY",
      defaultValue = "2",
      description = "Processors of a job, or of a TaskManager (default: ${DEFAULT-VALUE}).")
  private String cpu;

  @Option(
      names = "--memory",
      paramLabel = "QUANTITY",
      defaultValue = "8Gi",
      description = "Memory of a job, or of a TaskManager (default: ${DEFAULT-VALUE}).")
  private String memory;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The operator's own fringe.yaml, for schedules (default: FRINGE_CONFIG, then"
              + " ~/.config/fringe/fringe.yaml).")
  private Optional<Path> config;

  @Option(
      names = "--settings",
      paramLabel = "CONFIGMAP",
      description = "A ConfigMap beside the workflows, whose fringe.yaml is the jobs' settings.")
  private Optional<String> settings;

  @Option(
      names = "--credentials",
      paramLabel = "SECRET",
      description = "A Secret beside the workflows, whose entries are the jobs' environment.")
  private Optional<String> credentials;

  @Option(
      names = "--service-account",
      paramLabel = "NAME",
      description = "The jobs' ServiceAccount (default: the namespace's own).")
  private Optional<String> serviceAccount;

  @Option(
      names = "--volume",
      paramLabel = "CLAIM",
      description =
          "A PersistentVolumeClaim beside the workflows, which jobs see at /lake: for a lake of"
              + " type local, and for files to read.")
  private Optional<String> volume;

  @Option(
      names = "--lease",
      paramLabel = "NAMESPACE",
      description =
          "Share the work with other operators by a lease in this namespace: one of them works.")
  private Optional<String> lease;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description = "Answer /livez, /readyz and /metrics on this port (default: on none).")
  private Optional<Integer> healthPort;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "${env:" + LogFormat.VARIABLE + ":-text}",
      description =
          "text, or json: one object a line, with time, level, logger, message, kind, namespace,"
              + " name, attempt and exception (default: "
              + LogFormat.VARIABLE
              + ", then text).")
  private LogFormat logFormat;

  @Override
  public Integer call() throws InterruptedException, IOException {
    logFormat.use();
    try {
      return work();
    } catch (IOException | RuntimeException e) {
      if (logFormat == LogFormat.TEXT) {
        throw e;
      }
      LoggerFactory.getLogger(OperatorCommand.class).error("the operator ends", e);
      return ClusterCommands.exitCode(e);
    }
  }

  private Integer work() throws InterruptedException, IOException {
    if (atOnce < 1) {
      throw new UsageException("--at-once is " + atOnce + ": write 1 or more");
    }
    if (inAll.filter(most -> most < 1).isPresent()) {
      throw new UsageException("--in-all is " + inAll.get() + ": write 1 or more");
    }
    if (flinkSession.filter(a -> !a.matches("[A-Za-z0-9.\\[\\]:-]+:[0-9]{1,5}")).isPresent()) {
      throw new UsageException(
          "--flink-session is '"
              + flinkSession.get()
              + "', but must be HOST:PORT, such as flink-jobmanager:8081");
    }
    Quantities.check("--cpu", cpu);
    Quantities.check("--memory", memory);
    Config kubeconfig = cluster.config();
    Settings own = SettingsFile.load(config);
    String namespace =
        cluster
            .namespace()
            .orElse(Optional.ofNullable(kubeconfig.getNamespace()).orElse("default"));
    OperatorSettings how =
        new OperatorSettings(
            isEverywhere ? Set.of() : Set.of(namespace),
            image,
            atOnce,
            cpu,
            memory,
            settings,
            credentials,
            serviceAccount,
            volume,
            inAll,
            flinkSession,
            Optional.ofNullable(flink).map(FlinkOptions::settings));
    CountDownLatch end = new CountDownLatch(1);
    try (FileSource files = SettingsFileSource.of(own);
        FringeOperator operator =
            new FringeOperator(client(kubeconfig), how, lease, Optional.of(files));
        HealthPage page = HealthPage.on(healthPort, operator, operator::metrics)) {
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
      LoggerFactory.getLogger(OperatorCommand.class)
          .info(
              "working for {}{}",
              isEverywhere ? "all namespaces" : "the namespace " + namespace,
              page.address().map(address -> "; health at " + address + "/readyz").orElse(""));
      operator.begin();
      end.await();
    }
    return ExitCode.DONE;
  }

  /** What fails is tried again by the operator itself, which tells so. */
  private static KubernetesClient client(Config kubeconfig) {
    kubeconfig.setRequestRetryBackoffLimit(CALL_RETRIES);
    return new KubernetesClientBuilder().withConfig(kubeconfig).build();
  }
}
