package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.Attempt;
import dev.fringe.operator.core.FlinkJobIds;
import dev.fringe.operator.core.JobNames;
import dev.fringe.operator.core.JobState;
import dev.fringe.operator.core.JobState.Failure;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.status.FlinkJob;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines {@code Embedded} and {@code FlinkSession}: an attempt is a Job, whose pod does the
 * work, or has a Flink session cluster do it.
 */
final class Jobs implements WorkEngine {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final Optional<FlinkSession> session;
  private final RunPages pages = new RunPages();
  private Cache<Job> cache;

  Jobs(KubernetesClient client, OperatorSettings settings) {
    this.client = client;
    this.settings = settings;
    this.session = settings.flinkSession().map(FlinkSession::new);
  }

  @Override
  public EventSource<?, WorkflowResource> watch(EventSourceContext<WorkflowResource> context) {
    InformerEventSource<Job, WorkflowResource> events = Owned.events(Job.class, context);
    cache = events;
    return events;
  }

  @Override
  public Stream<String> working(String namespace) {
    return cache
        .list(
            job ->
                job.getMetadata().getNamespace().equals(namespace) && JobConditions.isActive(job))
        .flatMap(job -> job.getMetadata().getOwnerReferences().stream())
        .map(OwnerReference::getUid);
  }

  @Override
  public List<Attempt> attempts(WorkflowResource owner) {
    return owned(owner).stream().map(this::attempt).toList();
  }

  /** A job that has ended holds nothing, and its pod's log may be wanted. */
  @Override
  public List<Attempt> leftOver(WorkflowResource owner) {
    return List.of();
  }

  /** What attempts before it have left on a Flink cluster is cancelled first. */
  @Override
  public void launch(
      WorkflowResource owner, Workflow workflow, Action.Launch launch, Optional<String> finished) {
    Job job = JobTemplate.of(owner, workflow, launch, settings, finished);
    if (isOnSession(job)) {
      for (int earlier = 1; earlier < launch.number(); earlier++) {
        cancel(owner, earlier);
      }
    }
    Owned.create(client, job, owner);
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
  @Override
  public void end(WorkflowResource owner, int number) {
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
        .withLabel(RunPods.WORKFLOW_LABEL, owner.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .filter(job -> Owned.isOf(job, owner))
        .toList();
  }

  private Attempt attempt(Job job) {
    return new Attempt(number(job), state(job), flink(job), false);
  }

  private static int number(Job job) {
    return Integer.parseInt(job.getMetadata().getLabels().get(RunPods.ATTEMPT_LABEL));
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
    Optional<JobCondition> complete = JobConditions.complete(job);
    if (complete.isPresent()) {
      return new JobState.Succeeded(
          Instant.parse(complete.get().getLastTransitionTime()),
          end(job).map(ContainerStateTerminated::getMessage).orElse(""));
    }
    Optional<JobCondition> failed = JobConditions.failed(job);
    if (failed.isPresent()) {
      return failed(job, failed.get());
    }
    return job.getMetadata().getDeletionTimestamp() == null
        ? new JobState.Active(
            Pods.of(client, job).reduce((earlier, later) -> later).flatMap(pages::progress))
        : new JobState.Ending();
  }

  private JobState failed(Job job, JobCondition condition) {
    Instant at = Instant.parse(condition.getLastTransitionTime());
    if ("DeadlineExceeded".equals(condition.getReason())) {
      return new JobState.Failed(at, Failure.DEADLINE, "the deadline has passed");
    }
    return end(job)
        .map(
            end ->
                new JobState.Failed(
                    at,
                    Failure.ofExitCode(end.getExitCode()),
                    LastWords.of(end, "job/" + job.getMetadata().getName())))
        .orElseGet(
            () -> new JobState.Failed(at, Failure.TRANSIENT, "its pod was lost with its node"));
  }

  /** How the job's container ended, if one did. */
  private Optional<ContainerStateTerminated> end(Job job) {
    return Pods.ends(client, job).reduce((earlier, later) -> later);
  }
}
