package dev.fringe.operator;

import dev.fringe.operator.core.Attempt;
import dev.fringe.operator.core.Cleaning;
import dev.fringe.operator.core.Cleaning.CleaningJob;
import dev.fringe.operator.core.Cleaning.Step;
import dev.fringe.operator.core.Decision.Notice;
import dev.fringe.operator.core.JobState;
import dev.fringe.operator.core.Observation.Asked;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has removed what the runs of deleted workflows have left at their scratch: by jobs, as only runs
 * have credentials for stores, and the operator needs none.
 */
final class ScratchCleaning {
  /** Jobs of a namespace at once: so many workflows may be deleted at once that this matters. */
  private static final int PLACES = 10;

  private static final int UNPROCESSABLE = 422;
  private static final Duration LAUNCHED = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final Clock clock;
  private Cache<Job> jobs;

  ScratchCleaning(KubernetesClient client, OperatorSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /** Has workflows looked at whose jobs have changed. */
  EventSource<?, WorkflowResource> watch(EventSourceContext<WorkflowResource> context) {
    InformerEventSource<Job, WorkflowResource> events =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Job.class, WorkflowResource.class)
                .withName("cleaning")
                .withLabelSelector(CleaningTemplate.LABEL)
                .withSecondaryToPrimaryMapper(
                    job ->
                        Set.of(
                            new ResourceID(
                                job.getMetadata().getLabels().get(CleaningTemplate.LABEL),
                                job.getMetadata().getNamespace())))
                .withNamespacesInheritedFromController()
                .build(),
            context);
    jobs = events;
    return events;
  }

  /** Keeps in the status that there were attempts, whose jobs are about to go. */
  void remember(WorkflowResource resource, List<Attempt> attempts) {
    int last = attempts.stream().mapToInt(Attempt::number).max().orElse(0);
    if (last > Resources.status(resource).attempts()) {
      client
          .resource(resource)
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"attempts\":" + last + "}}");
    }
  }

  /** How far a workflow's scratch is, whose own jobs have ended. */
  sealed interface Standing {
    /** The workflow may go, once people have been told. */
    record Over(Optional<Notice> notice) implements Standing {}

    /** It must wait. */
    record Busy(Duration again) implements Standing {}
  }

  /** Goes one step on. */
  Standing goOn(WorkflowResource resource) {
    if (Resources.scratch(resource).isEmpty() || !Resources.mayHaveLeft(now(resource))) {
      return new Standing.Over(Optional.empty());
    }
    return switch (step(resource)) {
      case Step.Done _ -> over(false, "ScratchRemoved", "nothing is left at " + place(resource));
      case Step.Launch _ -> new Standing.Busy(LAUNCHED);
      case Step.Wait(Duration again) -> new Standing.Busy(again);
      case Step.GiveUp(String why) -> {
        end(resource);
        yield over(
            true,
            "ScratchLeft",
            "what runs kept at %s may still be there, as it could not be removed: %s"
                .formatted(place(resource), why));
      }
    };
  }

  private static Standing over(boolean isWarning, String reason, String message) {
    return new Standing.Over(Optional.of(new Notice(isWarning, reason, message)));
  }

  /** A status that tells of no attempt may be older than the last one. */
  private WorkflowResource now(WorkflowResource resource) {
    return Resources.status(resource).attempts() > 0
        ? resource
        : Optional.ofNullable(client.resource(resource).get()).orElse(resource);
  }

  /** What is next; a job is launched at once. */
  private Step step(WorkflowResource resource) {
    Step step =
        Cleaning.next(
            Optional.ofNullable(job(resource).get()).map(this::seen),
            hasPlace(resource.getMetadata().getNamespace()),
            clock.instant());
    if (!(step instanceof Step.Launch)) {
      return step;
    }
    return switch (Resources.asked(resource, settings)) {
      case Asked.Impossible(_, String message) -> new Step.GiveUp(message);
      case Asked.Work(var workflow) ->
          launch(resource, CleaningTemplate.of(resource, workflow, settings));
    };
  }

  private Step launch(WorkflowResource resource, Job job) {
    try {
      client.resource(job).create();
      return new Step.Launch();
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_CONFLICT -> new Step.Launch();
        case HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE ->
            Cleaning.refused(
                e.getStatus().getMessage(),
                isNamespaceGoing(e),
                Instant.parse(resource.getMetadata().getDeletionTimestamp()),
                clock.instant());
        default -> throw e;
      };
    }
  }

  private static boolean isNamespaceGoing(KubernetesClientException refusal) {
    return refusal.getStatus().getDetails() != null
        && refusal.getStatus().getDetails().getCauses().stream()
            .map(StatusCause::getReason)
            .anyMatch("NamespaceTerminating"::equals);
  }

  private boolean hasPlace(String namespace) {
    return jobs.list(job -> job.getMetadata().getNamespace().equals(namespace))
            .filter(JobConditions::isActive)
            .count()
        < PLACES;
  }

  private void end(WorkflowResource resource) {
    job(resource).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
  }

  private ScalableResource<Job> job(WorkflowResource resource) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(resource.getMetadata().getNamespace())
        .withName(CleaningTemplate.name(resource));
  }

  private CleaningJob seen(Job job) {
    Instant since = Instant.parse(job.getMetadata().getCreationTimestamp());
    if (JobConditions.complete(job).isPresent()) {
      return new CleaningJob(since, new JobState.Succeeded(since, ""));
    }
    Optional<JobCondition> failed = JobConditions.failed(job);
    if (failed.isPresent()) {
      return new CleaningJob(
          since, new JobState.Failed(since, JobState.Failure.TRANSIENT, words(job, failed.get())));
    }
    return new CleaningJob(
        since,
        job.getMetadata().getDeletionTimestamp() == null
            ? new JobState.Active()
            : new JobState.Ending());
  }

  /** What the last of its pods told at its end; else what the cluster says. */
  private String words(Job job, JobCondition failed) {
    return Pods.ends(client, job)
        .map(ContainerStateTerminated::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .reduce((earlier, later) -> later)
        .or(() -> Optional.ofNullable(failed.getMessage()))
        .orElse(failed.getType());
  }

  /** As runs make it of their owner. */
  private static String place(WorkflowResource resource) {
    return Resources.scratch(resource).orElseThrow().replaceAll("/+$", "")
        + "/"
        + resource.getMetadata().getUid();
  }
}
