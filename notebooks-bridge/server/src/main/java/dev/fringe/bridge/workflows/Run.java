package dev.fringe.bridge.workflows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A workflow that was submitted.
 *
 * @param id names it for ever
 * @param name {@code metadata.name}
 * @param owner who submitted it; empty for nobody known
 * @param message why it failed, or is waiting; empty for nothing to say
 * @param process what does the work; empty where nothing does
 * @param launches how often the work was begun
 * @param progress how far it is; of a run that ended, how far it came
 * @param outcome what came of it
 */
public record Run(
    String id,
    String name,
    String owner,
    RunState state,
    String message,
    Instant submitted,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<WorkProcess> process,
    int launches,
    Progress progress,
    Outcome outcome) {

  /**
   * The process that works.
   *
   * @param pid of the operating system
   * @param begun when, in milliseconds: an id alone may be another process's by now
   * @param port where it tells its progress
   */
  public record WorkProcess(long pid, long begun, int port) {}

  /**
   * How far it is.
   *
   * @param percent 0 to 100
   * @param estimatedEnd ISO 8601; empty for unknown
   */
  public record Progress(String stage, int percent, String estimatedEnd) {
    static final Progress NONE = new Progress("", 0, "");
    static final Progress DONE = new Progress("Done", 100, "");
  }

  /**
   * What came of it.
   *
   * @param products datasets
   */
  public record Outcome(List<String> products, String beam, String noise, String peak) {
    static final Outcome NONE = new Outcome(List.of(), "", "", "");

    public Outcome {
      products = List.copyOf(products);
    }
  }

  static Run queued(String id, String name, String owner, Instant now) {
    return new Run(
        id,
        name,
        owner,
        RunState.QUEUED,
        "",
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Progress.NONE,
        Outcome.NONE);
  }

  Run launched(WorkProcess process, Instant now) {
    return new Run(
        id,
        name,
        owner,
        RunState.RUNNING,
        "",
        submitted,
        started.or(() -> Optional.of(now)),
        Optional.empty(),
        Optional.of(process),
        launches + 1,
        Progress.NONE,
        outcome);
  }

  Run queuedAgain(String why) {
    return new Run(
        id,
        name,
        owner,
        RunState.QUEUED,
        why,
        submitted,
        started,
        Optional.empty(),
        Optional.empty(),
        launches,
        Progress.NONE,
        outcome);
  }

  Run at(Progress where) {
    return new Run(
        id, name, owner, state, message, submitted, started, ended, process, launches, where,
        outcome);
  }

  /** The same, cancelled, unless it is over. */
  Run cancelled(Instant now) {
    return state.isFinal() ? this : endedAs(RunState.CANCELLED, "cancelled", outcome, now);
  }

  Run endedAs(RunState how, String why, Outcome with, Instant now) {
    Progress last = how == RunState.SUCCEEDED ? Progress.DONE : progress;
    return new Run(
        id,
        name,
        owner,
        how,
        why,
        submitted,
        started,
        Optional.of(now),
        Optional.empty(),
        launches,
        last,
        with);
  }
}
