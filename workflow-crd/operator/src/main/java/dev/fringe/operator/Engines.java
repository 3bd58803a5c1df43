package dev.fringe.operator;

import dev.fringe.workflow.Engine;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The engines that an operator has, and which of them a workflow's is. */
final class Engines {
  private final Jobs jobs;
  private final Optional<FlinkDeployments> deployments;

  Engines(KubernetesClient client, OperatorSettings settings, Clock clock) {
    jobs = new Jobs(client, settings);
    deployments =
        settings
            .flinkDeployments()
            .map(flink -> new FlinkDeployments(client, settings, flink, clock));
  }

  /** All of them. */
  List<WorkEngine> all() {
    return Stream.concat(Stream.of(jobs), deployments.stream()).toList();
  }

  /** A workflow's: its engine is a part of the spec that never changes. */
  WorkEngine of(WorkflowResource workflow) {
    return deployments
        .<WorkEngine>map(d -> d)
        .filter(_ -> mode(workflow).equals(Engine.Mode.FLINK_DEPLOYMENT.toString()))
        .orElse(jobs);
  }

  private static String mode(WorkflowResource workflow) {
    return workflow.getSpec() != null
            && workflow.getSpec().get("engine") instanceof Map<?, ?> engine
            && engine.get("mode") instanceof String mode
        ? mode
        : "";
  }
}
