package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.cluster.client.Workflows;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster, and where in it: as kubectl has it. */
final class ClusterOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The namespace (default: that of the kubeconfig's context).")
  private Optional<String> namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubeconfig's context (default: its current one).")
  private Optional<String> context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig (default: KUBECONFIG, then ~/.kube/config).")
  private Optional<Path> kubeconfig;

  /**
   * A cluster to speak with; nothing has been sent to it yet.
   *
   * @param preset the namespace where the command line names none, before the kubeconfig's
   */
  Workflows connect(Optional<String> preset) {
    Config config = config();
    // A person waits: what cannot be reached is told soon.
    config.setRequestRetryBackoffLimit(2);
    namespace.or(() -> preset).ifPresent(config::setNamespace);
    return new Workflows(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** The namespace that the command line names. */
  Optional<String> namespace() {
    return namespace;
  }

  /** How the cluster is reached: by the kubeconfig, or as one of its pods. */
  Config config() {
    kubeconfig.ifPresent(ClusterOptions::take);
    Config config =
        Workflows.configuration(context)
            .orElseThrow(
                () ->
                    new UsageException(
                        context
                            .map(
                                name -> "--context: the kubeconfig has no context \"" + name + "\"")
                            .orElse(
                                "no cluster is known: set KUBECONFIG, write ~/.kube/config, or name"
                                    + " a file by --kubeconfig")));
    if (context.isPresent() && !config.getCurrentContext().getName().equals(context.get())) {
      throw new UsageException(
          "--context: the kubeconfig has no context \"" + context.get() + "\"");
    }
    return config;
  }

  private static void take(Path file) {
    if (!Files.isReadable(file)) {
      throw new UsageException("--kubeconfig: " + file + " is not a file that can be read");
    }
    System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, file.toString());
  }
}
