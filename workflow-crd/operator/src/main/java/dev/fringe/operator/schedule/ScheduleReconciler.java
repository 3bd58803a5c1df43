package dev.fringe.operator.schedule;

import dev.fringe.operator.Notices;
import dev.fringe.operator.StatusWrites;
import dev.fringe.operator.WorkflowResource;
import dev.fringe.operator.schedule.core.Child;
import dev.fringe.operator.schedule.core.Deciding;
import dev.fringe.operator.schedule.core.Held;
import dev.fringe.operator.schedule.core.Ledger;
import dev.fringe.operator.schedule.core.Memory;
import dev.fringe.operator.schedule.core.Observation;
import dev.fringe.operator.schedule.core.Observation.Asked;
import dev.fringe.operator.schedule.core.Part;
import dev.fringe.operator.schedule.core.Pass;
import dev.fringe.operator.schedule.core.Step;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.status.Condition;
import dev.fringe.workflow.status.ScheduleStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observes a schedule, asks {@link Deciding} what is next, and does that, until it rests. */
@ControllerConfiguration(name = "schedule")
public final class ScheduleReconciler implements Reconciler<ScheduleResource> {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleReconciler.class);

  private final FileSource files;
  private final LedgerMaps ledgers;
  private final ScheduledWorkflows workflows;
  private final Notices notices;
  private final Clock clock;
  private final Map<String, Memory> memories = new ConcurrentHashMap<>();
  private final Set<String> sure = ConcurrentHashMap.newKeySet();

  public ScheduleReconciler(KubernetesClient client, FileSource files, Clock clock) {
    this.files = files;
    this.ledgers = new LedgerMaps(client);
    this.workflows = new ScheduledWorkflows(client);
    this.notices = new Notices(client, clock);
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ScheduleResource>> prepareEventSources(
      EventSourceContext<ScheduleResource> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(WorkflowResource.class, ScheduleResource.class)
                .withLabelSelector(ScheduledWorkflows.SCHEDULE_LABEL)
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(
                    workflow ->
                        Set.of(
                            new ResourceID(
                                workflow
                                    .getMetadata()
                                    .getLabels()
                                    .get(ScheduledWorkflows.SCHEDULE_LABEL),
                                workflow.getMetadata().getNamespace())))
                // Workflows tell their progress every few seconds, which is nothing to schedules.
                .withOnUpdateFilter((now, before) -> !ScheduledWorkflows.isSame(now, before))
                .build(),
            context));
  }

  @Override
  public UpdateControl<ScheduleResource> reconcile(
      ScheduleResource resource, Context<ScheduleResource> context) {
    String uid = resource.getMetadata().getUid();
    Asked asked = ScheduleTrees.asked(resource);
    ScheduleStatus before = ScheduleTrees.status(resource);
    List<Child> children =
        new ArrayList<>(
            context
                .getSecondaryResourcesAsStream(WorkflowResource.class)
                .filter(workflow -> Owners.isOursOrNobodys(workflow, resource))
                .map(ScheduledWorkflows::child)
                .toList());
    // Whatever happens to this pass: it may leave something half done until it rests.
    Pass pass = Pass.begin(!sure.remove(uid));
    while (true) {
      Step step =
          Deciding.next(
              new Observation(
                  Math.toIntExact(resource.getMetadata().getGeneration()),
                  asked,
                  Instant.parse(resource.getMetadata().getCreationTimestamp()),
                  before,
                  children,
                  pass,
                  clock.instant()));
      if (step instanceof Step.Rest(ScheduleStatus status, Optional<Duration> again)) {
        if (pass.refused().isEmpty()) {
          sure.add(uid);
        }
        return told(resource, context, before, status, again);
      }
      try {
        pass = carryOut(step, resource, asked, pass, children);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
        LOG.info("{}: somebody was faster: {}", name(resource), e.getMessage());
        return StatusWrites.again();
      }
    }
  }

  private Pass carryOut(
      Step step, ScheduleResource resource, Asked asked, Pass pass, List<Child> children) {
    return switch (step) {
      case Step.Read _ -> pass.with(ledgers.read(resource));
      case Step.Look _ -> pass.with(look(resource, asked, pass));
      case Step.Write(Part part) -> {
        Part written = ledgers.write(resource, part);
        yield pass.with(pass.ledger().orElseThrow().with(written));
      }
      case Step.Create create -> create(create, resource, asked, pass, children);
      case Step.Release(Held held) -> {
        workflows.release(resource, held);
        children.replaceAll(child -> child.uid().equals(held.uid()) ? child.released() : child);
        yield pass.released(held);
      }
      case Step.Delete(Child child, String reason) -> {
        LOG.info("{}: deletes {}: {}", name(resource), child.name(), reason);
        workflows.delete(resource, child);
        children.remove(child);
        if (!reason.equals("Duplicate")) {
          notices.tell(resource, false, reason, "the workflow " + child.name() + " is deleted");
        }
        yield pass;
      }
      case Step.Rest _ -> throw new IllegalStateException("a rest is no call");
    };
  }

  private Pass create(
      Step.Create create, ScheduleResource resource, Asked asked, Pass pass, List<Child> children) {
    String key = create.intention().key();
    if (!(asked instanceof Asked.Right(var schedule))) {
      throw new IllegalStateException("a wrong schedule creates nothing");
    }
    try {
      Child child = workflows.create(resource, schedule, create.intention());
      children.removeIf(other -> other.name().equals(child.name()));
      children.add(child);
      int count = create.intention().files().size();
      String told =
          "the workflow " + child.name() + " of " + count + (count == 1 ? " file" : " files");
      LOG.info("{}: created {}", name(resource), told);
      notices.tell(resource, false, "Created", told);
      return pass.created(key, new Held(child.name(), child.uid()));
    } catch (WorkflowException | IllegalStateException e) {
      return refused(resource, pass, key, e);
    } catch (KubernetesClientException e) {
      boolean mayPass = e.getCode() == 0 || e.getCode() == 429 || e.getCode() >= 500;
      if (mayPass) {
        throw e;
      }
      return refused(resource, pass, key, e);
    }
  }

  private Pass refused(ScheduleResource resource, Pass pass, String key, RuntimeException e) {
    LOG.warn("{}: a workflow is not taken: {}", name(resource), e.getMessage());
    return pass.refused(key, String.valueOf(e.getMessage()));
  }

  private Pass.Looked look(ScheduleResource resource, Asked asked, Pass pass) {
    if (!(asked instanceof Asked.Right(var schedule))) {
      throw new IllegalStateException("a wrong schedule has no source");
    }
    Ledger ledger = pass.ledger().orElseThrow();
    String uid = resource.getMetadata().getUid();
    try {
      var found = files.look(schedule.spec().source(), id -> !ledger.holds(id));
      Memory memory =
          memories
              .getOrDefault(uid, Memory.none())
              .after(
                  found.stream().filter(file -> !ledger.holds(file.id())).toList(),
                  clock.instant());
      memories.put(uid, memory);
      return new Pass.Looked.Files(found, memory);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{}: the source cannot be read: {}", name(resource), e.getMessage());
      return new Pass.Looked.Failed(String.valueOf(e.getMessage()));
    }
  }

  private UpdateControl<ScheduleResource> told(
      ScheduleResource resource,
      Context<ScheduleResource> context,
      ScheduleStatus before,
      ScheduleStatus status,
      Optional<Duration> again) {
    if (status.equals(before)) {
      return StatusWrites.rest(again);
    }
    warnings(before, status).forEach(c -> notices.tell(resource, true, c.reason(), c.message()));
    resource.setStatus(ScheduleTrees.tree(status));
    return StatusWrites.write(resource, context) ? StatusWrites.rest(again) : StatusWrites.again();
  }

  /** Conditions that have become false, or are so for another reason. */
  private static List<Condition> warnings(ScheduleStatus before, ScheduleStatus status) {
    return status.conditions().stream()
        .filter(c -> c.status().equals("False"))
        .filter(
            c ->
                before.conditions().stream()
                    .noneMatch(
                        old ->
                            old.type().equals(c.type())
                                && old.status().equals(c.status())
                                && old.message().equals(c.message())))
        .toList();
  }

  private static String name(ScheduleResource resource) {
    return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
  }
}
