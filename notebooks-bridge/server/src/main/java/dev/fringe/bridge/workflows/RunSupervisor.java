package dev.fringe.bridge.workflows;

import dev.fringe.bridge.workflows.Run.Progress;
import dev.fringe.bridge.workflows.Run.WorkProcess;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches the runs that wait, looks how those are that work, and takes note of their ends. */
final class RunSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);
  private static final long PAUSE = 400;
  private static final int MOST_LAUNCHES = 3;

  /** Shells tell of a process that a signal ended by 128 and the signal's number. */
  private static final int KILLED = 128;

  private final LocalSettings settings;
  private final RunStore runs;
  private final Clock clock;
  private final ProgressClient progress = new ProgressClient();
  private final Thread worker;
  private volatile boolean isClosed;

  private RunSupervisor(LocalSettings settings, RunStore runs, Clock clock) {
    this.settings = settings;
    this.runs = runs;
    this.clock = clock;
    this.worker = Thread.ofVirtual().name("workflows").unstarted(this::work);
  }

  static RunSupervisor start(LocalSettings settings, RunStore runs, Clock clock) {
    RunSupervisor supervisor = new RunSupervisor(settings, runs, clock);
    supervisor.worker.start();
    return supervisor;
  }

  private void work() {
    Map<String, String> troubles = new HashMap<>();
    while (!isClosed) {
      prune();
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

  private void prune() {
    try {
      runs.prune(settings.retention())
          .forEach(run -> LOG.info("workflow {} ended long ago, and is forgotten", run.id()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("old workflows could not be removed: {}", e.toString());
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
    return LogEnd.of(folder.log(), 4096)
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
