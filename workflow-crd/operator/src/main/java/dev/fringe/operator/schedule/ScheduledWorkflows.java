package dev.fringe.operator.schedule;

import dev.fringe.operator.WorkflowResource;
import dev.fringe.operator.schedule.core.Child;
import dev.fringe.operator.schedule.core.Child.Outcome;
import dev.fringe.operator.schedule.core.Held;
import dev.fringe.operator.schedule.core.Intention;
import dev.fringe.workflow.Scheduling;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.schedule.Schedule;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workflows of schedules, as the cluster holds them. */
final class ScheduledWorkflows {
  static final String SCHEDULE_LABEL = "fringe.dev/schedule";
  private static final String BATCH = "fringe.dev/batch";
  private static final String SCHEDULED = "fringe.dev/scheduled-at";
  private static final String STATE = "fringe.dev/state-once-released";
  private static final String FINALIZER = "fringe.dev/counted";
  private static final int TRIES = 5;

  private final KubernetesClient client;

  ScheduledWorkflows(KubernetesClient client) {
    this.client = client;
  }

  /** What the schedule sees of one of its workflows. */
  static Child child(WorkflowResource workflow) {
    ObjectMeta metadata = workflow.getMetadata();
    return new Child(
        metadata.getName(),
        metadata.getUid(),
        metadata.getResourceVersion(),
        annotation(workflow, BATCH).orElse(""),
        annotation(workflow, SCHEDULED).map(Instant::parse).orElse(Instant.EPOCH),
        outcome(workflow),
        isHeld(workflow),
        metadata.getDeletionTimestamp() != null,
        Instant.parse(metadata.getCreationTimestamp()));
  }

  /** Whether two states of a workflow are the same to its schedule. */
  static boolean isSame(WorkflowResource one, WorkflowResource other) {
    return outcome(one).equals(outcome(other))
        && isHeld(one) == isHeld(other)
        && (one.getMetadata().getDeletionTimestamp() == null)
            == (other.getMetadata().getDeletionTimestamp() == null);
  }

  /**
   * Creates the workflow of a batch, held, unless it is there.
   *
   * @throws IllegalStateException if something else has its name
   * @throws KubernetesClientException if the cluster does not take it
   */
  Child create(ScheduleResource owner, Schedule schedule, Intention intention) {
    WorkflowResource workflow = held(owner, schedule.render(intention.batch()), intention);
    try {
      return child(client.resource(workflow).create());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      WorkflowResource there = client.resource(workflow).get();
      boolean isIt =
          there != null
              && Owners.isOursOrNobodys(there, owner)
              && annotation(there, BATCH).equals(Optional.of(intention.key()));
      if (!isIt) {
        throw new IllegalStateException(
            "a workflow "
                + workflow.getMetadata().getName()
                + " is there already, and belongs to something else",
            e);
      }
      return child(there);
    }
  }

  private WorkflowResource held(ScheduleResource owner, Workflow workflow, Intention intention) {
    WorkflowResource resource =
        client.getKubernetesSerialization().unmarshal(workflow.toYaml(), WorkflowResource.class);
    ObjectMeta metadata = resource.getMetadata();
    metadata.setNamespace(owner.getMetadata().getNamespace());
    metadata.setOwnerReferences(List.of(Owners.reference(owner)));
    metadata.setFinalizers(new ArrayList<>(List.of(FINALIZER)));
    Map<String, String> labels = new LinkedHashMap<>(workflow.metadata().labels());
    labels.put(SCHEDULE_LABEL, owner.getMetadata().getName());
    labels.put(Owners.MANAGED_BY, Owners.OPERATOR);
    metadata.setLabels(labels);
    Map<String, String> remarks = new LinkedHashMap<>(workflow.metadata().annotations());
    remarks.put(BATCH, intention.key());
    remarks.put(SCHEDULED, intention.scheduled().toString());
    remarks.put(STATE, workflow.spec().scheduling().state().toString());
    metadata.setAnnotations(remarks);
    resource.setSpec(withState(resource.getSpec(), Scheduling.State.SUSPENDED.toString()));
    return resource;
  }

  /** Lets the workflow of that uid go, where it is still there and held. */
  void release(ScheduleResource owner, Held held) {
    for (int i = 1; ; i++) {
      WorkflowResource there = named(owner, held.name()).get();
      if (there == null || !there.getMetadata().getUid().equals(held.uid()) || !isHeld(there)) {
        return;
      }
      String state = annotation(there, STATE).orElse(Scheduling.State.RUNNING.toString());
      there.setSpec(withState(there.getSpec(), state));
      withoutFinalizer(there);
      try {
        // On condition that it is as it was read.
        client.resource(there).update();
        return;
      } catch (KubernetesClientException e) {
        boolean isChanged =
            e.getCode() == HttpURLConnection.HTTP_CONFLICT
                || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
        if (!isChanged || i == TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Deletes a workflow, on condition that it is as it was seen; one that is held vanishes at once.
   *
   * @throws KubernetesClientException 409 if it is not
   */
  void delete(ScheduleResource owner, Child child) {
    if (!child.isHeld()) {
      named(owner, child.name()).lockResourceVersion(child.version()).delete();
      return;
    }
    WorkflowResource there = named(owner, child.name()).get();
    if (there == null || !there.getMetadata().getUid().equals(child.uid())) {
      return;
    } else if (!isHeld(there)) {
      throw new KubernetesClientException(
          child.name() + " was let go", HttpURLConnection.HTTP_CONFLICT, null);
    }
    if (there.getMetadata().getDeletionTimestamp() == null) {
      named(owner, child.name())
          .lockResourceVersion(there.getMetadata().getResourceVersion())
          .delete();
      there = named(owner, child.name()).get();
    }
    if (there != null && there.getMetadata().getUid().equals(child.uid()) && isHeld(there)) {
      // It stays suspended: nothing may work on it in its last moments.
      withoutFinalizer(there);
      client.resource(there).update();
    }
  }

  private Resource<WorkflowResource> named(ScheduleResource owner, String name) {
    return client
        .resources(WorkflowResource.class)
        .inNamespace(owner.getMetadata().getNamespace())
        .withName(name);
  }

  private static void withoutFinalizer(WorkflowResource workflow) {
    List<String> finalizers = new ArrayList<>(workflow.getMetadata().getFinalizers());
    finalizers.remove(FINALIZER);
    workflow.getMetadata().setFinalizers(finalizers);
  }

  private static Map<String, Object> withState(Map<String, Object> spec, String state) {
    Map<String, Object> changed = new LinkedHashMap<>(spec);
    Map<String, Object> scheduling = new LinkedHashMap<>();
    if (spec.get("scheduling") instanceof Map<?, ?> before) {
      before.forEach((name, value) -> scheduling.put(String.valueOf(name), value));
    }
    scheduling.put("state", state);
    changed.put("scheduling", scheduling);
    return changed;
  }

  private static boolean isHeld(WorkflowResource workflow) {
    return workflow.getMetadata().getFinalizers().contains(FINALIZER);
  }

  private static Optional<String> annotation(WorkflowResource workflow, String name) {
    return Optional.ofNullable(workflow.getMetadata().getAnnotations()).map(all -> all.get(name));
  }

  private static Optional<Outcome> outcome(WorkflowResource workflow) {
    Object phase = workflow.getStatus() == null ? null : workflow.getStatus().get("phase");
    return switch (String.valueOf(phase)) {
      case "Succeeded" -> Optional.of(Outcome.SUCCEEDED);
      case "Failed" -> Optional.of(Outcome.FAILED);
      default -> Optional.empty();
    };
  }
}
