package dev.fringe.bridge.workflows;

import dev.fringe.bridge.workflows.Run.Progress;
import dev.fringe.bridge.workflows.Run.WorkProcess;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import dev.fringe.yaml.Fault;
import dev.fringe.yaml.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs workflows on this machine, each by a process of {@code fringe run}, a few at once. Processes
 * go on when the service ends; the next service finds them again, and begins those anew that were
 * killed with it, which go on from their last finished step.
 */
public final class LocalRunner implements WorkflowRunner {

  private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
  private static final long PAUSE = 400;
  private static final int MOST_LAUNCHES = 3;

  /** Shells tell of a process that a signal ended by 128 and the signal's number. */
  private static final int KILLED = 128;

  private final LocalSettings settings;
  private final AllowedInputs inputs;
  private final RunStore runs;
  private final Clock clock;
  private final ProgressClient progress = new ProgressClient();
  private final Thread worker;
  private volatile boolean isClosed;

  private LocalRunner(LocalSettings settings, Clock clock) throws IOException {
    this.settings = settings;
    this.inputs = new AllowedInputs(settings.data());
    this.clock = clock;
    this.runs = RunStore.in(settings.state(), clock);
    this.worker = Thread.ofVirtual().name("workflows").unstarted(this::work);
  }

  /** Starts one, and takes up what the last one left. */
  public static LocalRunner start(LocalSettings settings, Clock clock) throws IOException {
    LocalRunner runner = new LocalRunner(settings, clock);
    runner.worker.start();
    return runner;
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
    List<Fault> faults = new ArrayList<>(inputs.faults(workflow.spec().inputs()));
    Engine.Mode mode = workflow.spec().engine().mode();
    if (mode != Engine.Mode.EMBEDDED) {
      faults.add(
          fault(
              "spec.engine.mode",
              mode.toString(),
              "must be Embedded: this service has no cluster"));
    }
    workflow
        .spec()
        .scratch()
        .ifPresent(
            path ->
                faults.add(
                    fault(
                        "spec.scratch",
                        path,
                        "must be left out: the service has its own scratch")));
    if (workflow.spec().publish().isEmpty()) {
      faults.add(
          fault(
              "spec.publish",
              "",
              "is missing: products must be published to be seen here; write scope and dataset"));
    }
    return faults;
  }

  private static Fault fault(String path, String value, String message) {
    return new Fault(path, Origin.of("workflow"), value, message);
  }

  @Override
  public Run submit(Workflow workflow) throws IOException {
    Workflow resolved =
        new Workflow(
            workflow.apiVersion(),
            workflow.kind(),
            workflow.metadata(),
            Specs.with(workflow.spec(), inputs.resolved(workflow.spec().inputs())));
    return runs.add(
        workflow.name(),
        settings.longestQueue(),
        folder ->
            Specs.with(resolved, folder.scratch().toString())
                .toYaml()
                .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Run> list() {
    return runs.list().stream().sorted(Comparator.comparing(Run::submitted).reversed()).toList();
  }

  @Override
  public Optional<Run> find(String id) {
    return runs.find(id);
  }

  @Override
  public Run cancel(String id) throws IOException {
    Run before =
        runs.change(
            id,
            run ->
                run.state().isFinal()
                    ? run
                    : run.endedAs(RunState.CANCELLED, "cancelled", run.outcome(), clock.instant()));
    before.process().ifPresent(WorkProcesses::end);
    return runs.get(id);
  }

  @Override
  public String log(String id, int bytes) throws IOException {
    return RunFolder.end(runs.folder(id).log(), bytes);
  }

  @Override
  public String yaml(String id) throws IOException {
    return Files.readString(runs.folder(id).workflow());
  }

  @Override
  public long version() {
    return runs.version();
  }

  @Override
  public void await(long version, long milliseconds) throws InterruptedException {
    runs.await(version, milliseconds);
  }

  private void work() {
    Map<String, String> troubles = new HashMap<>();
    while (!isClosed) {
      for (Run run : runs.list()) {
        try {
          step(run);
          troubles.remove(run.id());
        } catch (IOException | RuntimeException e) {
          if (!e.toString().equals(troubles.put(run.id(), e.toString()))) {
            LOG.warn("workflow {} could not be looked after: {}", run.id(), e.toString());
          }
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void step(Run run) throws IOException {
    if (run.state() == RunState.QUEUED) {
      long working = runs.list().stream().filter(r -> r.state() == RunState.RUNNING).count();
      if (working < settings.atOnce()) {
        launch(run);
      }
    } else if (run.state() == RunState.RUNNING) {
      look(run, run.process().orElseThrow());
    }
  }

  private void launch(Run run) throws IOException {
    RunFolder folder = runs.folder(run.id());
    folder.forgetEnd();
    WorkProcess process = WorkProcesses.start(settings, folder);
    Run before =
        runs.change(
            run.id(),
            now -> now.state() == RunState.QUEUED ? now.launched(process, clock.instant()) : now);
    if (before.state() != RunState.QUEUED) {
      WorkProcesses.end(process);
    }
  }

  private void look(Run run, WorkProcess process) throws IOException {
    RunFolder folder = runs.folder(run.id());
    boolean isAlive = WorkProcesses.find(process).isPresent();
    OptionalInt code = folder.exitCode();
    if (code.isPresent() && code.getAsInt() < KILLED) {
      end(run, folder, code.getAsInt());
    } else if (code.isPresent() || !isAlive) {
      killed(run);
    } else {
      Optional<Progress> now = progress.ask(process.port());
      if (now.isPresent() && !now.get().equals(run.progress())) {
        runs.change(run.id(), r -> r.state() == RunState.RUNNING ? r.at(now.get()) : r);
      }
    }
  }

  private void end(Run run, RunFolder folder, int code) throws IOException {
    String words = code == 0 ? "" : failure(folder, code);
    RunState state = code == 0 ? RunState.SUCCEEDED : RunState.FAILED;
    Run.Outcome outcome = code == 0 ? folder.outcome() : Run.Outcome.NONE;
    runs.change(
        run.id(), r -> r.state().isFinal() ? r : r.endedAs(state, words, outcome, clock.instant()));
    folder.removeScratch();
  }

  private static String failure(RunFolder folder, int code) throws IOException {
    String report = folder.reportText();
    if (!report.isEmpty()) {
      return report;
    }
    return RunFolder.end(folder.log(), 4096)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("ended with code " + code);
  }

  private void killed(Run run) throws IOException {
    runs.change(
        run.id(),
        r -> {
          if (r.state() != RunState.RUNNING) {
            return r;
          }
          return r.launches() < MOST_LAUNCHES
              ? r.queuedAgain("was killed, and goes on from its last finished step")
              : r.endedAs(
                  RunState.FAILED,
                  "was killed " + r.launches() + " times",
                  r.outcome(),
                  clock.instant());
        });
  }

  @Override
  public void close() {
    isClosed = true;
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.close();
  }
}
