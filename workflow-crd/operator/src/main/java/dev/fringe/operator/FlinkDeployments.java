package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.Attempt;
import dev.fringe.operator.core.End;
import dev.fringe.operator.core.JobNames;
import dev.fringe.operator.core.JobState;
import dev.fringe.operator.core.JobState.Failure;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.status.FlinkJob;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The engine {@code FlinkDeployment}: an attempt is a Flink cluster of its own in application mode,
 * which Flink's Kubernetes operator makes.
 *
 * <p>Its JobManager runs {@code fringe}. It is a Deployment's pod, whose termination message is of
 * no use: Kubernetes starts it again as soon as it ends, and Flink's operator takes the pod away
 * with the cluster. So a run that has ended stays and tells its exit code and its last words on its
 * page; the operator writes them into the status, and only then deletes the cluster. Whatever is
 * killed in between, the words are still there, or the run is done again, and finds in the lake
 * that it was done. A JobManager whose container has ended has failed: Kubernetes would begin the
 * run anew for ever, which is for the operator to decide.
 */
final class FlinkDeployments implements WorkEngine {
  private static final Duration TELLING = Duration.ofMinutes(2);
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final Set<String> NOT_THERE = Set.of("MISSING", "ERROR");

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final FlinkSettings flink;
  private final Clock clock;
  private final RunPages pages = new RunPages();
  private Cache<FlinkDeploymentResource> cache;

  FlinkDeployments(
      KubernetesClient client, OperatorSettings settings, FlinkSettings flink, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.flink = flink;
    this.clock = clock;
  }

  @Override
  public EventSource<?, WorkflowResource> watch(EventSourceContext<WorkflowResource> context) {
    InformerEventSource<FlinkDeploymentResource, WorkflowResource> events =
        Owned.events(FlinkDeploymentResource.class, context);
    cache = events;
    return events;
  }

  /** A cluster works until it is deleted. */
  @Override
  public Stream<String> working(String namespace) {
    return cache
        .list(deployment -> deployment.getMetadata().getNamespace().equals(namespace))
        .flatMap(deployment -> deployment.getMetadata().getOwnerReferences().stream())
        .map(OwnerReference::getUid);
  }

  @Override
  public List<Attempt> attempts(WorkflowResource owner) {
    return client
        .resources(FlinkDeploymentResource.class)
        .inNamespace(owner.getMetadata().getNamespace())
        .withLabel(RunPods.WORKFLOW_LABEL, owner.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .filter(deployment -> Owned.isOf(deployment, owner))
        .map(deployment -> attempt(deployment, state(deployment)))
        .toList();
  }

  @Override
  public List<Attempt> leftOver(WorkflowResource owner) {
    return cache
        .list(
            deployment ->
                Owned.isOf(deployment, owner)
                    && deployment.getMetadata().getDeletionTimestamp() == null)
        .map(deployment -> attempt(deployment, new JobState.Active()))
        .toList();
  }

  @Override
  public void launch(
      WorkflowResource owner, Workflow workflow, Action.Launch launch, Optional<String> finished) {
    Owned.create(
        client,
        FlinkDeploymentTemplate.of(
            owner, workflow, launch, settings, flink, finished, clock.instant()),
        owner);
  }

  @Override
  public void end(WorkflowResource owner, int number) {
    client
        .resources(FlinkDeploymentResource.class)
        .inNamespace(owner.getMetadata().getNamespace())
        .withName(JobNames.ofDeployment(owner.getMetadata().getName(), number))
        .delete();
  }

  private static Attempt attempt(FlinkDeploymentResource deployment, JobState state) {
    Optional<String> id = deployment.told("jobStatus", "jobId");
    Optional<String> word = deployment.told("jobStatus", "state");
    if (state instanceof JobState.Succeeded) { // Flink's operator asks now and then only.
      word = word.map(_ -> "FINISHED");
    }
    return new Attempt(
        Integer.parseInt(deployment.getMetadata().getLabels().get(RunPods.ATTEMPT_LABEL)),
        state,
        id.isEmpty() && word.isEmpty() ? Optional.empty() : Optional.of(new FlinkJob(id, word)),
        !(state instanceof JobState.Ending));
  }

  private JobState state(FlinkDeploymentResource deployment) {
    if (deployment.getMetadata().getDeletionTimestamp() != null) {
      return new JobState.Ending();
    }
    List<Pod> jobManagers = jobManagers(deployment);
    Optional<Pod> last =
        jobManagers.isEmpty() ? Optional.empty() : Optional.of(jobManagers.getLast());
    return last.flatMap(pages::end)
        .map(end -> ended(deployment, end))
        .or(() -> crashed(deployment, jobManagers))
        .or(() -> overdue(deployment))
        .or(() -> refused(deployment))
        .or(() -> silent(deployment))
        .orElseGet(() -> new JobState.Active(last.flatMap(pages::progress)));
  }

  private JobState ended(FlinkDeploymentResource deployment, End end) {
    return end.exitCode() == 0
        ? new JobState.Succeeded(clock.instant(), end.report())
        : new JobState.Failed(
            clock.instant(),
            Failure.ofExitCode(end.exitCode()),
            LastWords.of(end.report(), "exit code " + end.exitCode(), log(deployment)));
  }

  /** A container that was started again, or would be. */
  private Optional<JobState> crashed(FlinkDeploymentResource deployment, List<Pod> jobManagers) {
    return jobManagers.stream()
        .filter(pod -> pod.getStatus() != null && !"Failed".equals(pod.getStatus().getPhase()))
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .flatMap(container -> Stream.of(container.getLastState(), container.getState()))
        .filter(Objects::nonNull)
        .map(state -> state.getTerminated())
        .filter(Objects::nonNull)
        .findFirst()
        .map(end -> lost("the JobManager has ended: " + LastWords.of(end, log(deployment))));
  }

  private Optional<JobState> overdue(FlinkDeploymentResource deployment) {
    Map<String, String> annotations = deployment.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations)
        .map(all -> all.get(FlinkDeploymentTemplate.DEADLINE_ANNOTATION))
        .filter(deadline -> Instant.parse(deadline).isBefore(clock.instant()))
        .map(
            _ -> new JobState.Failed(clock.instant(), Failure.DEADLINE, "the deadline has passed"));
  }

  /** What Flink's operator could not make. */
  private Optional<JobState> refused(FlinkDeploymentResource deployment) {
    return deployment
        .told("jobManagerDeploymentStatus")
        .filter(NOT_THERE::contains)
        .flatMap(_ -> deployment.told("error"))
        .map(error -> lost("Flink's operator: " + FlinkErrors.words(error)));
  }

  /** A job that is over, though the run has not told its end in a while. */
  private Optional<JobState> silent(FlinkDeploymentResource deployment) {
    return deployment
        .told("jobStatus", "state")
        .filter(ENDED::contains)
        .filter(
            _ ->
                deployment
                    .told("jobStatus", "updateTime")
                    .filter(time -> time.matches("[0-9]{1,18}"))
                    .map(time -> Instant.ofEpochMilli(Long.parseLong(time)).plus(TELLING))
                    .filter(time -> time.isBefore(clock.instant()))
                    .isPresent())
        .map(
            word ->
                lost(
                    "the Flink job is %s, and the JobManager does not tell on port %d how the run has ended%s"
                        .formatted(
                            word,
                            RunPages.PORT,
                            deployment
                                .told("error")
                                .map(error -> ": " + FlinkErrors.words(error))
                                .orElse(""))));
  }

  private JobState lost(String message) {
    return new JobState.Failed(clock.instant(), Failure.TRANSIENT, message);
  }

  private static String log(FlinkDeploymentResource deployment) {
    return "deployment/" + deployment.getMetadata().getName();
  }

  /** The oldest first. */
  private List<Pod> jobManagers(FlinkDeploymentResource deployment) {
    Map<String, String> labels = deployment.getMetadata().getLabels();
    return Pods.labelled(
            client,
            deployment.getMetadata().getNamespace(),
            Map.of(
                RunPods.WORKFLOW_LABEL,
                labels.get(RunPods.WORKFLOW_LABEL),
                RunPods.ATTEMPT_LABEL,
                labels.get(RunPods.ATTEMPT_LABEL),
                "component",
                "jobmanager"))
        .toList();
  }
}
