package dev.fringe.operator.core;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster with one workflow, as far as decisions see it, and a record of every launch. */
final class World {
  private static final String HEAD =
      "apiVersion: fringe.dev/v1alpha1\nkind: Workflow\nmetadata: {name: w}\n"
          + "spec:\n  inputs: [{did: 'd:o'}]\n  ";

  final List<Integer> launches = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final Map<Integer, JobState> jobs = new TreeMap<>();
  WorkflowStatus status = WorkflowStatus.none();
  Instant now = Instant.parse("2026-03-01T10:00:00Z");
  boolean itsTurn = true;
  boolean isHolding;
  int failures;
  boolean isForgotten;
  private Workflow workflow;

  World(String spec) {
    workflow = WorkflowReader.read("w.yaml", HEAD + spec);
  }

  /** One whose attempts keep what they have until they are ended. */
  static World holding(String spec) {
    World world = new World(spec);
    world.isHolding = true;
    return world;
  }

  void spec(String changed) {
    workflow = WorkflowReader.read("w.yaml", HEAD + changed);
  }

  Decision decision() {
    return Deciding.next(
        new Observation(
            1,
            new Observation.Asked.Work(workflow),
            status,
            jobs.entrySet().stream().map(e -> attempt(e.getKey(), e.getValue())).toList(),
            () -> itsTurn,
            now));
  }

  private Attempt attempt(int number, JobState state) {
    return new Attempt(
        number, state, Optional.empty(), isHolding && !(state instanceof JobState.Ending));
  }

  void act(Action action) {
    switch (action) {
      case Action.Nothing _ -> {}
      case Action.Launch(int number, _) -> {
        // The cluster refuses a second job of the same name.
        if (jobs.putIfAbsent(number, new JobState.Active()) == null) {
          launches.add(number);
        }
      }
      case Action.End(int number) -> jobs.computeIfPresent(number, (_, _) -> new JobState.Ending());
      case Action.Forget _ -> isForgotten = true;
    }
  }

  /** One whole reconciliation. */
  Decision step() {
    Decision decision = decision();
    act(decision.action());
    status = decision.status();
    decision.notice().ifPresent(notice -> notices.add(notice.reason()));
    return decision;
  }

  /** Reconciliations until nothing changes. */
  World settle() {
    for (int i = 0; i < 20; i++) {
      WorkflowStatus before = status;
      Decision decision = step();
      if (status.equals(before) && decision.action() instanceof Action.Nothing) {
        return this;
      }
    }
    throw new AssertionError("it does not come to rest: " + status);
  }

  World succeed(int number) {
    jobs.put(number, new JobState.Succeeded(now, "{\"products\":[{\"did\":\"d:w\"}]}"));
    return this;
  }

  World fail(int number, JobState.Failure failure) {
    failures++;
    jobs.put(number, new JobState.Failed(now, failure, "it broke"));
    return this;
  }

  World later(Duration time) {
    now = now.plus(time);
    return this;
  }

  World endsAreDone() {
    jobs.values().removeIf(JobState.Ending.class::isInstance);
    return this;
  }

  Phase phase() {
    return status.phase().orElseThrow();
  }
}
