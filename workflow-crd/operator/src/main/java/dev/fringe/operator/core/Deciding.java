package dev.fringe.operator.core;

import dev.fringe.workflow.Retries;
import dev.fringe.workflow.Scheduling;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowSpec;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides the next step. */
public final class Deciding {
  private static final String ACCEPTED = "Accepted";
  private static final String LAUNCHED = "Launched";
  private static final String COMPLETE = "Complete";

  /** Who waits is called when a turn comes; should that be missed, it is seen after this time. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final Observation seen;
  private final Workflow workflow;
  private final Instant now;

  private Deciding(Observation seen, Workflow workflow) {
    this.seen = seen;
    this.workflow = workflow;
    this.now = seen.now();
  }

  /** What is to be done about a workflow that is not being deleted. */
  public static Decision next(Observation seen) {
    return switch (seen.spec()) {
      case Observation.Asked.Impossible impossible -> refuse(seen, impossible);
      case Observation.Asked.Work(Workflow workflow) -> new Deciding(seen, workflow).decide();
    };
  }

  private static Decision refuse(Observation seen, Observation.Asked.Impossible why) {
    if (seen.status().phase().filter(Phase::isFinal).isPresent()) {
      return Decision.of(seen.status());
    }
    WorkflowStatus status =
        new StatusChange(seen.status(), seen.generation(), seen.now())
            .phase(Phase.FAILED, why.message())
            .condition(ACCEPTED, false, why.reason(), why.message())
            .condition(COMPLETE, false, why.reason(), "nothing was tried")
            .status();
    return Decision.of(status).warning(why.reason(), why.message());
  }

  private Decision decide() {
    if (phase().filter(Phase::isFinal).isPresent()) {
      return held().map(end -> forgetInTime().with(end)).orElseGet(this::forgetInTime);
    }
    Optional<Attempt> last = seen.last();
    if (last.isPresent() && last.get().state() instanceof JobState.Succeeded succeeded) {
      return succeed(last.get(), succeeded);
    }
    boolean isSuspended = spec().scheduling().state() == Scheduling.State.SUSPENDED;
    // What is held is ended when it has failed, and what it told goes with it.
    boolean isCountedFirst =
        last.filter(attempt -> attempt.isHeld() && attempt.state() instanceof JobState.Failed)
            .filter(attempt -> !isCounted(attempt))
            .isPresent();
    return isSuspended && !isCountedFirst ? suspend(last) : work(last);
  }

  /** What gives back what an attempt still holds, though its work be done. */
  private Optional<Action> held() {
    return seen.last().filter(Attempt::isHeld).map(attempt -> new Action.End(attempt.number()));
  }

  private Decision forgetInTime() {
    WorkflowStatus status = change().status();
    if (spec().scheduling().ttl().isEmpty()) {
      return Decision.of(status);
    }
    Instant end =
        seen.status()
            .finishedAt()
            .map(Instant::parse)
            .orElse(now)
            .plus(spec().scheduling().ttl().get().toDuration());
    return end.isAfter(now)
        ? Decision.of(status).after(Duration.between(now, end))
        : Decision.of(status).with(new Action.Forget());
  }

  private Decision succeed(Attempt attempt, JobState.Succeeded succeeded) {
    Report report = Reports.read(succeeded.report());
    String told =
        report
            .reusedFrom()
            .map(earlier -> "the workflow " + earlier + " had made these products before")
            .orElse("the products are there");
    String reason = report.reusedFrom().isPresent() ? "Reused" : "Succeeded";
    WorkflowStatus status =
        counting(attempt)
            .report(report)
            .phase(Phase.SUCCEEDED, report.reusedFrom().isPresent() ? told : "done")
            .condition(COMPLETE, true, reason, told)
            .status();
    return givingBack(
        Decision.of(status)
            .noting(
                reason,
                report.reusedFrom().isPresent()
                    ? told
                    : "attempt " + attempt.number() + " is done"));
  }

  /** Nobody tells of a status that the operator writes itself: it looks again at once. */
  private Decision givingBack(Decision ended) {
    return held().isPresent() ? ended.after(Duration.ZERO) : ended;
  }

  /** The status tells it first: a job that is then gone is not taken for one that was lost. */
  private Decision suspend(Optional<Attempt> last) {
    if (phase().filter(p -> p == Phase.SUSPENDED).isEmpty()) {
      StatusChange change = last.filter(this::isNew).map(this::counting).orElseGet(this::change);
      return Decision.of(
              change
                  .phase(Phase.SUSPENDED, "suspended; scheduling.state: Running lets it go on")
                  .status())
          .after(Duration.ZERO)
          .noting("Suspended", "no work goes on until scheduling.state is Running");
    }
    Decision stay = Decision.of(change().status());
    return last.filter(attempt -> attempt.state() instanceof JobState.Active)
        .<Action>map(attempt -> new Action.End(attempt.number()))
        .or(this::held)
        .map(stay::with)
        .orElse(stay);
  }

  private Decision work(Optional<Attempt> last) {
    if (last.isEmpty() || last.get().number() < seen.status().attempts()) {
      boolean isLost =
          seen.status().attempts() > 0 && phase().filter(p -> p == Phase.RUNNING).isPresent();
      return isLost
          ? fail(change(), JobState.Failure.TRANSIENT, "its job is gone: somebody deleted it")
          : launchInTurn();
    }
    Attempt attempt = last.get();
    return switch (attempt.state()) {
      case JobState.Active active -> running(attempt, active).after(askAgain());
      case JobState.Ending _ -> Decision.of(change().status());
      case JobState.Failed(_, JobState.Failure failure, String message) ->
          !isCounted(attempt)
              ? givingBack(fail(counting(attempt), failure, message))
              : held().map(Decision.of(change().status())::with).orElseGet(this::launchInTurn);
      case JobState.Succeeded _ -> throw new IllegalStateException("was told before");
    };
  }

  private Decision running(Attempt attempt, JobState.Active active) {
    return Decision.of(
        counting(attempt)
            .progress(active.progress())
            .phase(Phase.RUNNING, "attempt " + attempt.number() + " of at most " + mostAttempts())
            .condition(ACCEPTED, true, "Valid", "the spec is right")
            .condition(LAUNCHED, true, "Launched", "the attempt's job is there")
            .status());
  }

  private Decision fail(StatusChange change, JobState.Failure failure, String message) {
    int failed = seen.status().failedAttempts() + 1;
    change.failures(failed);
    Retries retries = spec().retries();
    if (failure == JobState.Failure.TRANSIENT && failed <= retries.limit()) {
      Duration pause = retries.pauseAfter(failed);
      String told = "attempt failed: " + message + "; tried again in " + pause.toSeconds() + " s";
      return Decision.of(change.phase(Phase.RETRYING, told).notBefore(now.plus(pause)).status())
          .after(pause)
          .warning("AttemptFailed", told);
    }
    String reason =
        switch (failure) {
          case USER_ERROR -> "BadInput";
          case DEADLINE -> "DeadlineExceeded";
          case TRANSIENT -> "RetriesExhausted";
        };
    return Decision.of(
            change
                .phase(Phase.FAILED, message)
                .condition(COMPLETE, false, reason, message)
                .status())
        .warning(reason, message);
  }

  private Decision launchInTurn() {
    Optional<Instant> notBefore = seen.status().nextAttemptAt().map(Instant::parse);
    if (notBefore.isPresent() && notBefore.get().isAfter(now)) {
      WorkflowStatus status =
          phase().filter(p -> p == Phase.RETRYING).isPresent()
              ? change().status()
              : change().phase(Phase.RETRYING, "tried again at " + notBefore.get()).status();
      return Decision.of(status).after(Duration.between(now, notBefore.get()));
    }
    Optional<Duration> limit = timeLeft();
    if (limit.isPresent() && !limit.get().isPositive()) {
      String message = "the deadline of " + spec().deadline().orElseThrow() + " has passed";
      return Decision.of(
              change()
                  .phase(Phase.FAILED, message)
                  .condition(COMPLETE, false, "DeadlineExceeded", message)
                  .status())
          .warning("DeadlineExceeded", message);
    }
    if (!seen.turn().getAsBoolean()) {
      return Decision.of(
              change()
                  .phase(Phase.QUEUED, "waits for its turn")
                  .condition(ACCEPTED, true, "Valid", "the spec is right")
                  .status())
          .after(LOOK_AGAIN);
    }
    int number = Math.max(seen.status().attempts(), seen.last().map(Attempt::number).orElse(0)) + 1;
    JobState.Active launched = new JobState.Active();
    return running(new Attempt(number, launched), launched)
        .after(askAgain())
        .with(new Action.Launch(number, limit))
        .noting("Launched", "attempt " + number + " is launched");
  }

  private Duration askAgain() {
    return Pace.of(
        seen.status()
            .startedAt()
            .map(start -> Duration.between(Instant.parse(start), now))
            .orElse(Duration.ZERO));
  }

  private Optional<Duration> timeLeft() {
    return spec()
        .deadline()
        .map(
            deadline ->
                Duration.between(
                    now,
                    seen.status()
                        .startedAt()
                        .map(Instant::parse)
                        .orElse(now)
                        .plus(deadline.toDuration())));
  }

  /** Whether the status does not know of this attempt yet. */
  private boolean isNew(Attempt attempt) {
    return attempt.number() > seen.status().attempts();
  }

  /** Whether the status knows that this attempt has failed. */
  private boolean isCounted(Attempt failed) {
    return !isNew(failed) && seen.status().nextAttemptAt().isPresent();
  }

  private StatusChange counting(Attempt attempt) {
    StatusChange change = change();
    if (isNew(attempt)) {
      change.launched(
          attempt.number(), JobNames.of(spec().engine().mode(), workflow.name(), attempt.number()));
    }
    return change.work(workflow.specHash()).flink(attempt.flink());
  }

  private int mostAttempts() {
    return spec().retries().limit() + 1;
  }

  private StatusChange change() {
    return new StatusChange(seen.status(), seen.generation(), now);
  }

  private Optional<Phase> phase() {
    return seen.status().phase();
  }

  private WorkflowSpec spec() {
    return workflow.spec();
  }
}
