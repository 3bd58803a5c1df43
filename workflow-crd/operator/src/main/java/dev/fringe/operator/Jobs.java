package dev.fringe.operator;

import dev.fringe.operator.core.Attempt;
import dev.fringe.operator.core.FlinkJobIds;
import dev.fringe.operator.core.JobNames;
import dev.fringe.operator.core.JobState;
import dev.fringe.operator.core.JobState.Failure;
import dev.fringe.workflow.status.FlinkJob;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of workflows, as the cluster tells them now. */
final class Jobs {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final Optional<FlinkSession> session;
  private final ProgressPages pages = new ProgressPages();

  Jobs(KubernetesClient client, Optional<FlinkSession> session) {
    this.client = client;
    this.session = session;
  }

  List<Attempt> of(WorkflowResource owner) {
    return owned(owner).stream().map(this::attempt).toList();
  }

  /**
   * Creates the job, unless it is there; what attempts before it have left on a Flink cluster is
   * cancelled first.
   *
   * @throws IllegalStateException if a job of that name belongs to something else
   */
  void launch(WorkflowResource owner, Job job) {
    int number = number(job);
    if (isOnSession(job)) {
      for (int earlier = 1; earlier < number; earlier++) {
        cancel(owner, earlier);
      }
    }
    try {
      client.resource(job).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
      Job there = client.resource(job).get();
      if (there == null || !isOwned(there, owner)) {
        throw new IllegalStateException(
            "the job "
                + job.getMetadata().getName()
                + " is there already, and belongs to something else",
            e);
      }
    }
  }

  private void cancel(HasMetadata owner, int number) {
    try {
      if (session.isPresent()) {
        session.get().cancel(FlinkJobIds.start(owner.getMetadata().getUid(), number));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the job and its pods, and cancels what it has begun on a Flink cluster. */
  void end(WorkflowResource owner, int number) {
    delete(owner, number);
    try {
      cancel(owner, number);
    } catch (UncheckedIOException e) {
      // Flink ends it by itself, as its driver is gone; a deletion must not wait for a cluster
      // that may never come back.
      LOG.warn(
          "{}: attempt {} is ended, and Flink was not told: {}",
          owner.getMetadata().getName(),
          number,
          e.getMessage());
    }
  }

  private void delete(WorkflowResource owner, int number) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(owner.getMetadata().getNamespace())
        .withName(JobNames.of(owner.getMetadata().getName(), number))
        .withPropagationPolicy(io.fabric8.kubernetes.api.model.DeletionPropagation.FOREGROUND)
        .delete();
  }

  private List<Job> owned(WorkflowResource owner) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(owner.getMetadata().getNamespace())
        .withLabel(JobTemplate.WORKFLOW_LABEL, owner.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .filter(job -> isOwned(job, owner))
        .toList();
  }

  private static boolean isOwned(Job job, HasMetadata owner) {
    return job.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(owner.getMetadata().getUid()));
  }

  /** Whether it waits or works. */
  static boolean isActive(Job job) {
    return condition(job, "Complete").isEmpty() && condition(job, "Failed").isEmpty();
  }

  private Attempt attempt(Job job) {
    return new Attempt(number(job), state(job), flink(job));
  }

  private static int number(Job job) {
    return Integer.parseInt(job.getMetadata().getLabels().get(JobTemplate.ATTEMPT_LABEL));
  }

  private static boolean isOnSession(Job job) {
    return job.getMetadata().getAnnotations() != null
        && job.getMetadata().getAnnotations().containsKey(JobTemplate.FLINK_ANNOTATION);
  }

  /** What Flink tells of it; nothing where it tells nothing now. */
  private Optional<FlinkJob> flink(Job job) {
    if (session.isEmpty() || !isOnSession(job)) {
      return Optional.empty();
    }
    String owner = job.getMetadata().getOwnerReferences().getFirst().getUid();
    try {
      return session.get().last(FlinkJobIds.start(owner, number(job)));
    } catch (IOException e) {
      LOG.debug("{}: {}", job.getMetadata().getName(), e.getMessage());
      return Optional.empty();
    }
  }

  private JobState state(Job job) {
    Optional<JobCondition> complete = condition(job, "Complete");
    if (complete.isPresent()) {
      return new JobState.Succeeded(
          Instant.parse(complete.get().getLastTransitionTime()),
          end(job).map(ContainerStateTerminated::getMessage).orElse(""));
    }
    Optional<JobCondition> failed = condition(job, "Failed");
    if (failed.isPresent()) {
      return failed(job, failed.get());
    }
    return job.getMetadata().getDeletionTimestamp() == null
        ? new JobState.Active(pods(job).reduce((earlier, later) -> later).flatMap(pages::of))
        : new JobState.Ending();
  }

  private JobState failed(Job job, JobCondition condition) {
    Instant at = Instant.parse(condition.getLastTransitionTime());
    if ("DeadlineExceeded".equals(condition.getReason())) {
      return new JobState.Failed(at, Failure.DEADLINE, "the deadline has passed");
    }
    return end(job)
        .map(end -> new JobState.Failed(at, Failure.ofExitCode(end.getExitCode()), words(job, end)))
        .orElseGet(
            () -> new JobState.Failed(at, Failure.TRANSIENT, "its pod was lost with its node"));
  }

  private static String words(Job job, ContainerStateTerminated end) {
    String code =
        "exit code "
            + end.getExitCode()
            + (end.getReason() == null || end.getReason().equals("Error")
                ? ""
                : " (" + end.getReason() + ")");
    return end.getMessage() == null || end.getMessage().isBlank()
        ? code + "; kubectl logs job/" + job.getMetadata().getName() + " tells more"
        : end.getMessage().strip() + " (" + code + ")";
  }

  /** How the job's container ended, if one did. */
  private Optional<ContainerStateTerminated> end(Job job) {
    return pods(job)
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(
            container -> container.getState() == null ? null : container.getState().getTerminated())
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later);
  }

  /** The oldest first. */
  private Stream<Pod> pods(Job job) {
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()));
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return job.getStatus() == null || job.getStatus().getConditions() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
            .findFirst();
  }
}
