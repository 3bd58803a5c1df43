package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.FlinkJobIds;
import dev.fringe.operator.core.JobNames;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The job of an attempt: one pod, which is not started again by the cluster. All that it needs is
 * in the one object, so that one call launches it.
 */
final class JobTemplate {
  static final String FLINK_ANNOTATION = "fringe.dev/flink-session";

  private JobTemplate() {}

  static Job of(
      WorkflowResource owner,
      Workflow workflow,
      Action.Launch launch,
      OperatorSettings settings,
      Optional<String> finished) {
    Optional<String> flink =
        settings
            .flinkSession()
            .filter(_ -> workflow.spec().engine().mode() == Engine.Mode.FLINK_SESSION);
    Map<String, String> labels = RunPods.labels(workflow.name(), launch.number());
    return new JobBuilder()
        .withNewMetadata()
        .withName(JobNames.of(workflow.name(), launch.number()))
        .withNamespace(owner.getMetadata().getNamespace())
        .withLabels(labels)
        .withAnnotations(flink.map(a -> Map.of(FLINK_ANNOTATION, a)).orElse(Map.of()))
        .withOwnerReferences(Owned.reference(owner))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withCompletions(1)
        .withParallelism(1)
        .withActiveDeadlineSeconds(
            launch.limit().map(Duration::toSeconds).map(s -> Math.max(1, s)).orElse(null))
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(RunPods.annotations(workflow, finished))
        .endMetadata()
        .withSpec(
            RunPods.withWorkflow(RunPods.pod(settings), finished.isPresent())
                .withRestartPolicy("Never")
                .withServiceAccountName(settings.serviceAccount().orElse(null))
                .withContainers(
                    container(
                        owner,
                        settings,
                        flink,
                        FlinkJobIds.first(owner.getMetadata().getUid(), launch.number()),
                        finished.isPresent()))
                .build())
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Container container(
      WorkflowResource owner,
      OperatorSettings settings,
      Optional<String> flink,
      String flinkJobId,
      boolean isHanded) {
    Map<String, Quantity> resources =
        Map.of("cpu", new Quantity(settings.cpu()), "memory", new Quantity(settings.memory()));
    ContainerBuilder container =
        RunPods.telling(
                RunPods.container("fringe", settings), owner, "/dev/termination-log", isHanded)
            .withImage(settings.image())
            .withArgs(RunPods.arguments())
            .withTerminationMessagePolicy("File")
            .withNewResources()
            .withRequests(resources)
            .withLimits(resources)
            .endResources();
    flink.ifPresent(
        address ->
            container
                .addToArgs("--flink-master", address)
                .addNewEnv()
                .withName("FRINGE_FLINK_JOB_ID")
                .withValue(flinkJobId)
                .endEnv());
    return container.build();
  }
}
