package dev.fringe.bridge.workflows;

import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import dev.fringe.yaml.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs workflows on this machine, each by a process of {@code fringe run}, a few at once. Processes
 * go on when the service ends; the next service finds them again, and begins those anew that were
 * killed with it, which go on from their last finished step.
 */
public final class LocalRunner implements WorkflowRunner {

  private final LocalSettings settings;
  private final SubmissionRules rules;
  private final RunStore runs;
  private final Clock clock;
  private final RunSupervisor supervisor;

  private LocalRunner(LocalSettings settings, Clock clock) throws IOException {
    this.settings = settings;
    this.rules = SubmissionRules.of(settings.data());
    this.clock = clock;
    this.runs = RunStore.in(settings.state(), clock);
    this.supervisor = RunSupervisor.start(settings, runs, clock);
  }

  /** Starts one, and takes up what the last one left. */
  public static LocalRunner start(LocalSettings settings, Clock clock) throws IOException {
    return new LocalRunner(settings, clock);
  }

  @Override
  public String kind() {
    return "local";
  }

  @Override
  public Optional<String> closedBecause() {
    return Optional.empty();
  }

  @Override
  public List<String> data() {
    return settings.data();
  }

  @Override
  public List<Fault> faults(Workflow workflow) {
    List<Fault> faults = new ArrayList<>(rules.faults(workflow));
    Engine.Mode mode = workflow.spec().engine().mode();
    if (mode != Engine.Mode.EMBEDDED) {
      faults.add(
          SubmissionRules.fault(
              "spec.engine.mode",
              mode.toString(),
              "must be Embedded: this service has no cluster"));
    }
    return faults;
  }

  @Override
  public Run submit(Workflow workflow, String owner) throws IOException {
    Workflow resolved = rules.resolved(workflow);
    return runs.add(
        workflow.name(),
        owner,
        settings.longestQueue(),
        folder ->
            resolved
                .with(resolved.spec().withScratch(folder.scratch().toString()))
                .toYaml()
                .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Run> list() {
    return runs.list().reversed();
  }

  @Override
  public Optional<Run> find(String id) {
    return runs.find(id);
  }

  @Override
  public Run cancel(String id) throws IOException {
    Run before = runs.change(id, run -> run.cancelled(clock.instant()));
    before.process().ifPresent(WorkProcesses::end);
    return runs.get(id);
  }

  @Override
  public String log(String id, int bytes) throws IOException {
    return LogEnd.of(runs.folder(id).log(), bytes);
  }

  @Override
  public String yaml(String id) throws IOException {
    return Files.readString(runs.folder(id).workflow());
  }

  @Override
  public long version() {
    return runs.changes().version();
  }

  @Override
  public void await(long version, long milliseconds) throws InterruptedException {
    runs.changes().await(version, milliseconds);
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
