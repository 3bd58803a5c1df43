package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.Cleaning;
import dev.fringe.operator.core.JobNames;
import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The job that removes what a workflow has left: a run's pod with another command and fewer
 * resources. It is not owned by the workflow, as a cluster deletes what a workflow owns before the
 * workflow, where that is asked for; instead it goes some time after its end.
 */
final class CleaningTemplate {
  /** Of the job, and of no job of a run; the workflow's name. */
  static final String LABEL = "fringe.dev/cleaning";

  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Quantity CPU = new Quantity("250m");
  private static final Quantity MEMORY = new Quantity("1Gi");

  private CleaningTemplate() {}

  static Job of(WorkflowResource resource, Workflow workflow, OperatorSettings settings) {
    Job run =
        JobTemplate.of(
            resource,
            workflow,
            new Action.Launch(0, Optional.of(Cleaning.LIMIT)),
            settings,
            Optional.empty());
    String file = run.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs().get(1);
    return new JobBuilder(run)
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(name(resource))
                .withNamespace(resource.getMetadata().getNamespace())
                .addToLabels(LABEL, resource.getMetadata().getName())
                .addToLabels("app.kubernetes.io/managed-by", "fringe-operator")
                .build())
        .editSpec()
        .withBackoffLimit(Cleaning.RETRIES)
        .withTtlSecondsAfterFinished(Math.toIntExact(KEPT.toSeconds()))
        .editTemplate()
        .editMetadata()
        .removeFromLabels(RunPods.ATTEMPT_LABEL)
        .endMetadata()
        .editSpec()
        .editFirstContainer()
        .withArgs("clean", file)
        .withNewResources()
        .withRequests(Map.of("cpu", CPU, "memory", MEMORY))
        .withLimits(Map.of("memory", MEMORY))
        .endResources()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The one name that it can have, of this workflow and of none that is called the same later. */
  static String name(WorkflowResource resource) {
    return JobNames.ofCleaning(resource.getMetadata().getName(), resource.getMetadata().getUid());
  }
}
