package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.operator.FlinkSettings;
import picocli.CommandLine.Option;

/** What an operator is told of the engine {@code FlinkDeployment}. */
final class FlinkOptions {
  @Option(
      names = "--flink-image",
      required = true,
      paramLabel = "IMAGE",
      description =
          "Launch workflows whose engine is FlinkDeployment, by Flink's Kubernetes operator: the"
              + " image of their JobManagers and TaskManagers (deploy/README.md).")
  private String image;

  @Option(
      names = "--flink-service-account",
      paramLabel = "NAME",
      defaultValue = "fringe-flink",
      description = "Their ServiceAccount, which may start pods (default: ${DEFAULT-VALUE}).")
  private String serviceAccount;

  @Option(
      names = "--flink-task-managers",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "TaskManagers of a workflow that gives no engine.parallelism (default:"
              + " ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(
      names = "--flink-jobmanager-memory",
      paramLabel = "QUANTITY",
      defaultValue = "2Gi",
      description = "Memory of a JobManager (default: ${DEFAULT-VALUE}).")
  private String jobManagerMemory;

  FlinkSettings settings() {
    if (taskManagers < 1) {
      throw new UsageException("--flink-task-managers is " + taskManagers + ": write 1 or more");
    }
    Quantities.check("--flink-jobmanager-memory", jobManagerMemory);
    return new FlinkSettings(image, serviceAccount, taskManagers, jobManagerMemory);
  }
}
