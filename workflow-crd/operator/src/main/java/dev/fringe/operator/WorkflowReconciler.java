package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.Attempt;
import dev.fringe.operator.core.Deciding;
import dev.fringe.operator.core.Decision;
import dev.fringe.operator.core.JobState;
import dev.fringe.operator.core.Observation;
import dev.fringe.operator.core.Turns;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Observes a workflow, asks {@link Deciding} what is next, and does that. */
@ControllerConfiguration(name = "workflow", finalizerName = WorkflowReconciler.FINALIZER)
final class WorkflowReconciler implements Reconciler<WorkflowResource>, Cleaner<WorkflowResource> {
  static final String FINALIZER = "fringe.dev/work";
  private static final Logger LOG = LoggerFactory.getLogger(WorkflowReconciler.class);
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final OperatorSettings settings;
  private final Engines engines;
  private final Notices notices;
  private final Clock clock;
  private final Metering metering;
  private final Queue queue;
  private final TurnEvents turns;
  private final ScratchCleaning cleaning;

  WorkflowReconciler(
      KubernetesClient client, OperatorSettings settings, Metering metering, Clock clock) {
    this.metering = metering;
    this.settings = settings;
    this.engines = new Engines(client, settings, clock);
    this.notices = new Notices(client, clock);
    this.clock = clock;
    this.queue =
        new Queue(new Turns.Places(settings.workingAtOnce(), settings.workingInAll()), clock);
    this.turns = new TurnEvents(queue::due);
    this.cleaning = new ScratchCleaning(client, settings, clock);
    metering.workflows(queue::count);
  }

  @Override
  public List<EventSource<?, WorkflowResource>> prepareEventSources(
      EventSourceContext<WorkflowResource> context) {
    List<EventSource<?, WorkflowResource>> sources = new ArrayList<>();
    engines.all().forEach(engine -> sources.add(engine.watch(context)));
    sources.add(cleaning.watch(context));
    sources.add(turns);
    queue.watch(context.getPrimaryCache(), engines.all());
    return sources;
  }

  /**
   * Whether there is anything to do about a workflow that is found. What is over, left nothing and
   * is kept needs no finalizer, and costs no call.
   */
  static boolean isToBeLookedAt(WorkflowResource resource) {
    boolean isOver = Resources.status(resource).phase().filter(Phase::isFinal).isPresent();
    return !isOver
        || resource.hasFinalizer(FINALIZER)
        || Resources.hasTtl(resource)
        || Resources.mayHaveLeft(resource);
  }

  @Override
  public UpdateControl<WorkflowResource> reconcile(
      WorkflowResource resource, Context<WorkflowResource> context) {
    WorkflowStatus before = Resources.status(resource);
    WorkEngine engine = engines.of(resource);
    Observation seen =
        new Observation(
            Math.toIntExact(resource.getMetadata().getGeneration()),
            Resources.asked(resource, settings),
            before,
            before.phase().filter(phase -> phase.isFinal()).isPresent()
                ? engine.leftOver(resource)
                : engine.attempts(resource),
            () -> queue.takeTurn(resource),
            clock.instant());
    Decision decision = Deciding.next(seen);
    try (var _ = MDC.putCloseable("attempt", attempt(decision))) {
      act(engine, resource, seen, decision, context);
      decision.notice().ifPresent(notice -> tell(resource, notice));
      return told(resource, context, before, decision);
    }
  }

  /** For the log; none before the first. */
  private static String attempt(Decision decision) {
    int number = decision.status().attempts();
    return number == 0 ? null : String.valueOf(number);
  }

  private void tell(WorkflowResource resource, Decision.Notice notice) {
    notices.tell(resource, notice);
    metering.noticed(notice.reason(), notice.isWarning());
  }

  private void act(
      WorkEngine engine,
      WorkflowResource resource,
      Observation seen,
      Decision decision,
      Context<WorkflowResource> context) {
    if (!(decision.action() instanceof Action.Nothing)) {
      LOG.info(
          "{}/{}: {}",
          resource.getMetadata().getNamespace(),
          resource.getMetadata().getName(),
          decision.action());
    }
    switch (decision.action()) {
      case Action.Nothing _ -> {}
      case Action.Launch launch -> {
        if (seen.spec() instanceof Observation.Asked.Work(var workflow)) {
          Optional<String> finished =
              FinishedWork.of(context.getPrimaryCache(), resource, workflow);
          engine.launch(resource, workflow, launch, finished);
        }
      }
      case Action.End(int number) -> engine.end(resource, number);
      case Action.Forget _ -> notices.client().resource(resource).delete();
    }
  }

  private UpdateControl<WorkflowResource> told(
      WorkflowResource resource,
      Context<WorkflowResource> context,
      WorkflowStatus before,
      Decision decision) {
    if (decision.status().equals(before)) {
      return StatusWrites.rest(decision.again());
    }
    resource.setStatus(Resources.tree(decision.status()));
    if (!StatusWrites.write(resource, context)) {
      return StatusWrites.again();
    }
    if (!Queue.isWorking(decision.status())) {
      queue.leave(resource).forEach(turns::propagateEvent);
    }
    return StatusWrites.rest(decision.again());
  }

  @Override
  public DeleteControl cleanup(WorkflowResource resource, Context<WorkflowResource> context) {
    WorkEngine engine = engines.of(resource);
    List<Attempt> attempts = engine.attempts(resource);
    cleaning.remember(resource, attempts);
    attempts.stream()
        .filter(attempt -> !(attempt.state() instanceof JobState.Ending))
        .forEach(attempt -> engine.end(resource, attempt.number()));
    // What has ended is removed by the cluster in its own time.
    if (attempts.stream().anyMatch(attempt -> attempt.state().isAtWork())) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(ENDING.toMillis());
    }
    queue.leave(resource).forEach(turns::propagateEvent);
    return switch (cleaning.goOn(resource)) {
      case ScratchCleaning.Standing.Busy(Duration again) ->
          DeleteControl.noFinalizerRemoval().rescheduleAfter(again.toMillis());
      case ScratchCleaning.Standing.Over(Optional<Decision.Notice> notice) -> {
        notice.ifPresent(told -> tell(resource, told));
        yield DeleteControl.defaultDelete();
      }
    };
  }
}
