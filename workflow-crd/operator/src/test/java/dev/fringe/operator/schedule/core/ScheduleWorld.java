package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.schedule.ScheduleReader;
import dev.fringe.workflow.status.ScheduleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster with one schedule and a store with files, and a record of every launch. */
final class ScheduleWorld {
  static final String NAME = "s";

  /** A file of the store. */
  record Stored(Instant changed, int version) {}

  /** A workflow of the cluster. */
  record Made(Intention intention, Child child) {}

  final Map<String, Stored> store = new TreeMap<>();
  final Map<Integer, Part> parts = new TreeMap<>();
  final NavigableMap<String, Made> workflows = new TreeMap<>();
  final Map<String, List<String>> launches = new TreeMap<>();
  final List<String> deleted = new ArrayList<>();
  Instant now = Instant.parse("2026-03-01T10:00:00Z");
  final Instant created = now;
  ScheduleStatus status = ScheduleStatus.none();
  Optional<String> sourceFault = Optional.empty();
  Found.State state = Found.State.MAY_CHANGE;
  int looks;
  private int version;
  private Schedule schedule;

  ScheduleWorld(String spec) {
    spec(spec);
  }

  void spec(String lines) {
    List<String> all = new ArrayList<>(List.of(lines.split("\n")));
    for (String preset :
        List.of(
            "source: {prefix: {address: 's3://raw', settle: 1 min}}",
            "template: {spec: {inputs: [{file: '{{input.file}}'}]}}")) {
      if (all.stream().noneMatch(line -> line.startsWith(preset.substring(0, 7)))) {
        all.add(preset);
      }
    }
    schedule =
        ScheduleReader.read(
            "s.yaml",
            "apiVersion: fringe.dev/v1alpha1\n"
                + "kind: WorkflowSchedule\n"
                + "metadata: {name: s}\n"
                + "spec:\n"
                + "  "
                + String.join("\n  ", all));
  }

  void put(String name) {
    store.put("s3://raw/" + name, new Stored(now, ++version));
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  void end(String workflow, Child.Outcome outcome) {
    Child c = workflows.get(workflow).child;
    if (!c.isHeld()) {
      change(workflow, Optional.of(outcome), false, c.isDeleting());
    }
  }

  private void change(
      String workflow, Optional<Child.Outcome> outcome, boolean isHeld, boolean isDeleting) {
    Made made = workflows.get(workflow);
    Child c = made.child;
    workflows.put(
        workflow,
        new Made(
            made.intention,
            new Child(
                c.name(),
                c.uid(),
                "v" + ++version,
                c.key(),
                c.scheduled(),
                outcome,
                isHeld,
                isDeleting,
                c.created())));
  }

  void delete(String workflow) {
    Child c = workflows.get(workflow).child;
    if (c.isHeld()) {
      change(workflow, c.outcome(), true, true);
    } else {
      workflows.remove(workflow);
    }
  }

  List<Child> children() {
    return workflows.values().stream().map(Made::child).toList();
  }

  /** How often a file was given to a workflow. */
  int launches(String name) {
    return launches.getOrDefault("s3://raw/" + name, List.of()).size();
  }

  /** One who works for the schedule; there may be several, and each may stand still for long. */
  final class Operator {
    private Memory memory = Memory.none();
    private Optional<Pass> pass = Optional.empty();
    private List<Child> seen = List.of();
    private boolean isUnsure = true;
    private final Map<String, Integer> lookedAt = new HashMap<>();
    Optional<Duration> again = Optional.empty();

    /** One call to the cluster or the store. Tells whether it rests now. */
    boolean step() {
      if (pass.isEmpty()) {
        pass = Optional.of(Pass.begin(isUnsure));
        seen = new ArrayList<>(children());
      }
      Pass at = pass.get();
      Step step =
          Deciding.next(
              new Observation(
                  1, new Observation.Asked.Right(schedule), created, status, seen, at, now));
      pass = carryOut(step, at);
      return step instanceof Step.Rest;
    }

    private Optional<Pass> carryOut(Step step, Pass at) {
      return switch (step) {
        case Step.Read _ -> Optional.of(at.with(new Ledger(List.copyOf(parts.values()))));
        case Step.Look _ -> Optional.of(at.with(look(at.ledger().orElseThrow())));
        case Step.Write(Part part) -> {
          Optional<String> there =
              Optional.ofNullable(parts.get(part.number())).flatMap(Part::version);
          if (!there.equals(part.version())) {
            isUnsure = true;
            yield Optional.empty();
          }
          Part written =
              new Part(
                  part.number(),
                  Optional.of("v" + ++version),
                  part.isSealed(),
                  part.taken(),
                  part.intended(),
                  part.held());
          parts.put(part.number(), written);
          yield Optional.of(at.with(at.ledger().orElseThrow().with(written)));
        }
        case Step.Create(Intention intention) -> {
          Child child = create(intention);
          yield Optional.of(at.created(intention.key(), new Held(child.name(), child.uid())));
        }
        case Step.Release(Held workflow) -> {
          release(workflow);
          yield Optional.of(at.released(workflow));
        }
        case Step.Delete(Child child, String reason) -> {
          Made made = workflows.get(child.name());
          if (made != null && !made.child.version().equals(child.version())) {
            isUnsure = true;
            yield Optional.empty();
          } else if (made != null) {
            deleted.add(reason + " " + child.name());
            ScheduleWorld.this.delete(child.name());
            if (reason.equals("Duplicate")) {
              workflows.remove(child.name());
            }
          }
          seen = seen.stream().filter(c -> !c.name().equals(child.name())).toList();
          yield pass;
        }
        case Step.Rest(ScheduleStatus told, Optional<Duration> pause) -> {
          status = told;
          again = pause;
          isUnsure = !at.refused().isEmpty();
          yield Optional.empty();
        }
      };
    }

    private Pass.Looked look(Ledger ledger) {
      looks++;
      if (sourceFault.isPresent()) {
        return new Pass.Looked.Failed(sourceFault.get());
      }
      List<Found> files =
          store.entrySet().stream()
              .filter(file -> !ledger.holds(file.getKey()))
              .map(
                  file ->
                      new Found(
                          file.getKey(),
                          false,
                          file.getKey().substring("s3://raw/".length()),
                          file.getValue().changed(),
                          "v" + file.getValue().version(),
                          state,
                          Optional.empty(),
                          Optional.empty()))
              .toList();
      memory = memory.after(files, now);
      files.forEach(file -> lookedAt.put(file.id(), store.get(file.id()).version()));
      return new Pass.Looked.Files(files, memory);
    }

    private Child create(Intention intention) {
      Workflow workflow = schedule.render(intention.batch());
      String name = workflow.name();
      if (!workflows.containsKey(name)) {
        Child child =
            new Child(
                name,
                "u" + ++version,
                "v" + version,
                intention.key(),
                intention.scheduled(),
                Optional.empty(),
                true,
                false,
                now);
        workflows.put(name, new Made(intention, child));
      }
      Child made = workflows.get(name).child;
      List<Child> more =
          new ArrayList<>(seen.stream().filter(c -> !c.name().equals(name)).toList());
      more.add(made);
      seen = more;
      return made;
    }

    private void release(Held held) {
      Made made = workflows.get(held.name());
      if (made != null && made.child.uid().equals(held.uid()) && made.child.isHeld()) {
        made.intention
            .files()
            .forEach(
                file ->
                    launches.computeIfAbsent(file.id(), _ -> new ArrayList<>()).add(held.name()));
        change(held.name(), made.child.outcome(), false, made.child.isDeleting());
        if (made.child.isDeleting()) {
          workflows.remove(held.name());
        }
      }
      seen = seen.stream().map(c -> c.uid().equals(held.uid()) ? c.released() : c).toList();
    }

    /** Steps until it rests. */
    Operator settle() {
      for (int i = 0; i < 10_000; i++) {
        if (step()) {
          return this;
        }
      }
      throw new AssertionError("it does not come to rest: " + status);
    }

    /** Rests and comes back, as the pauses say, for so long. */
    Operator during(Duration time) {
      Instant end = now.plus(time);
      settle();
      while (again.isPresent() && !now.plus(again.get()).isAfter(end)) {
        Duration pause = again.get();
        later(pause.isZero() ? Duration.ofSeconds(1) : pause);
        settle();
      }
      now = end;
      return settle();
    }
  }
}
