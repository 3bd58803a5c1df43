package dev.fringe.operator;

import dev.fringe.operator.core.Turns;
import dev.fringe.operator.core.Turns.Places;
import dev.fringe.operator.core.Turns.Waiting;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who waits and who works, by the operator's caches, and by what it knows but has not seen in them
 * yet: whom it has let go on, and who has ended. One operator works at a time, as its lease has it.
 */
final class Queue {
  private final Places places;
  private final Clock clock;
  private final Set<String> admitted = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private Cache<WorkflowResource> workflows;
  private List<WorkEngine> engines = List.of();

  Queue(Places places, Clock clock) {
    this.places = places;
    this.clock = clock;
  }

  void watch(Cache<WorkflowResource> allWorkflows, List<WorkEngine> allEngines) {
    this.workflows = allWorkflows;
    this.engines = allEngines;
  }

  /** Whether the workflow may be launched; it then holds a place until it leaves. */
  synchronized boolean takeTurn(WorkflowResource workflow) {
    String uid = workflow.getMetadata().getUid();
    if (admitted.contains(uid)) {
      return true;
    }
    // This one is asked for because it waits, whatever the cache says.
    Line line = line(workflow, w -> w.getMetadata().getUid().equals(uid) || isWaiting(w));
    if (line.next(places).contains(uid)) {
      admitted.add(uid);
      ended.remove(uid);
      return true;
    }
    return false;
  }

  /** Gives the place back. Tells who has to be looked at, as a turn has come. */
  synchronized List<ResourceID> leave(WorkflowResource workflow) {
    String uid = workflow.getMetadata().getUid();
    admitted.remove(uid);
    ended.add(uid);
    return line(workflow, w -> !w.getMetadata().getUid().equals(uid) && isWaiting(w))
        .nextOnes(places);
  }

  /** Whose turn has come, though they have not taken it. */
  synchronized List<ResourceID> due() {
    return line(namespaces(), this::isWaiting).nextOnes(places);
  }

  /** How many workflows are in a phase, as far as the caches know. */
  synchronized long count(Phase phase) {
    return workflows == null
        ? 0
        : workflows
            .list()
            .filter(w -> Resources.status(w).phase().filter(p -> p == phase).isPresent())
            .count();
  }

  /** Who waits and how many work, by namespace. */
  private record Line(Map<String, List<WorkflowResource>> waiting, Map<String, Integer> working) {
    Set<String> next(Places places) {
      Map<String, List<Waiting>> all = new HashMap<>();
      waiting.forEach(
          (namespace, some) -> all.put(namespace, some.stream().map(Queue::waiting).toList()));
      return Turns.next(all, working, places);
    }

    List<ResourceID> nextOnes(Places places) {
      Set<String> next = next(places);
      return waiting.values().stream()
          .flatMap(List::stream)
          .filter(w -> next.contains(w.getMetadata().getUid()))
          .map(ResourceID::fromResource)
          .toList();
    }
  }

  /** In the workflow's namespace; in all, where there is a limit for them together. */
  private Line line(WorkflowResource workflow, Predicate<WorkflowResource> isInLine) {
    return line(
        places.inAll().isEmpty() ? Set.of(workflow.getMetadata().getNamespace()) : namespaces(),
        isInLine);
  }

  private Set<String> namespaces() {
    return workflows.list().map(w -> w.getMetadata().getNamespace()).collect(Collectors.toSet());
  }

  private Line line(Set<String> namespaces, Predicate<WorkflowResource> isInLine) {
    Map<String, List<WorkflowResource>> waiting = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (String namespace : namespaces) {
      Set<String> working = working(namespace);
      counts.put(namespace, working.size());
      waiting.put(
          namespace,
          workflows
              .list(w -> w.getMetadata().getNamespace().equals(namespace))
              .filter(w -> !working.contains(w.getMetadata().getUid()))
              .filter(isInLine)
              .toList());
    }
    return new Line(waiting, counts);
  }

  /** Whether a workflow of that status holds a place. */
  static boolean isWorking(WorkflowStatus status) {
    return status.phase().filter(phase -> phase == Phase.RUNNING).isPresent();
  }

  private Set<String> working(String namespace) {
    Set<String> working = new HashSet<>();
    workflows
        .list(w -> w.getMetadata().getNamespace().equals(namespace))
        .forEach(
            w -> {
              String uid = w.getMetadata().getUid();
              if (admitted.contains(uid) || isWorking(Resources.status(w))) {
                working.add(uid);
              }
            });
    engines.forEach(engine -> engine.working(namespace).forEach(working::add));
    // Who has ended is remembered for as long as a cache tells otherwise.
    Set<String> seenEnded =
        workflows
            .list(w -> w.getMetadata().getNamespace().equals(namespace))
            .map(w -> w.getMetadata().getUid())
            .filter(uid -> ended.contains(uid) && !working.contains(uid))
            .collect(Collectors.toSet());
    working.removeAll(ended);
    ended.removeAll(seenEnded);
    return working;
  }

  private boolean isWaiting(WorkflowResource workflow) {
    if (workflow.getMetadata().getDeletionTimestamp() != null
        || "Suspended".equals(scheduling(workflow).get("state"))) {
      return false;
    }
    WorkflowStatus status = Resources.status(workflow);
    return switch (status.phase().orElse(Phase.QUEUED)) {
      case QUEUED, SUSPENDED -> true;
      case RETRYING ->
          status
              .nextAttemptAt()
              .map(Instant::parse)
              .filter(time -> time.isAfter(clock.instant()))
              .isEmpty();
      case RUNNING, SUCCEEDED, FAILED -> false;
    };
  }

  private static Waiting waiting(WorkflowResource workflow) {
    return new Waiting(
        workflow.getMetadata().getUid(),
        scheduling(workflow).get("priority") instanceof Number priority ? priority.intValue() : 0,
        Instant.parse(workflow.getMetadata().getCreationTimestamp()));
  }

  private static Map<?, ?> scheduling(WorkflowResource workflow) {
    return workflow.getSpec() != null
            && workflow.getSpec().get("scheduling") instanceof Map<?, ?> scheduling
        ? scheduling
        : Map.of();
  }
}
