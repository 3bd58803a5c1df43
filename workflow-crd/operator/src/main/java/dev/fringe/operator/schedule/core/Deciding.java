package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.Scheduling;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.schedule.Batch;
import dev.fringe.workflow.schedule.ConcurrencyPolicy;
import dev.fringe.workflow.schedule.NewFile;
import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides a schedule's next step. */
public final class Deciding {
  private static final String ACCEPTED = "Accepted";
  private static final String READABLE = "Readable";
  private static final String FITTING = "Fitting";

  /** After a source that could not be read, or a workflow that the cluster did not take. */
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  /** Whose end is waited for is heard of; should that be missed, it is seen after this time. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  /** An object holds 1 MiB: intentions that are written at once are well below. */
  private static final int MOST_LETTERS = 400_000;

  private static final int MOST_INTENTIONS = 100;

  /** So many batches that make no workflow are tried in one look. */
  private static final int MOST_MISFITS = 1000;

  private final Observation seen;
  private final Schedule schedule;
  private final ScheduleSpec spec;
  private final Instant now;

  /** Batches that make workflows; and what is wrong with the first that makes none. */
  private record Fit(List<Intention> intentions, boolean isLimited, Optional<String> misfit) {}

  private Deciding(Observation seen, Schedule schedule) {
    this.seen = seen;
    this.schedule = schedule;
    this.spec = schedule.spec();
    this.now = seen.now();
  }

  /** What is to be done about a schedule that is not being deleted. */
  public static Step next(Observation seen) {
    return switch (seen.asked()) {
      case Observation.Asked.Wrong(String message) ->
          new Step.Rest(
              new Telling(seen)
                  .message(message)
                  .condition(ACCEPTED, false, "InvalidSpec", message)
                  .next(Optional.empty())
                  .again(Optional.empty())
                  .status(),
              Optional.empty());
      case Observation.Asked.Right(Schedule schedule) -> new Deciding(seen, schedule).decide();
    };
  }

  private Step decide() {
    return carryOn().or(this::tidy).orElseGet(this::schedule);
  }

  /** Brings to its end what was begun, by this operator or by one that is gone. */
  private Optional<Step> carryOn() {
    boolean isLeftOver = seen.pass().isUnsure() || seen.children().stream().anyMatch(Child::isHeld);
    if (seen.pass().ledger().isEmpty()) {
      return isLeftOver ? Optional.of(new Step.Read()) : Optional.empty();
    }
    Ledger ledger = seen.pass().ledger().get();
    Map<String, Held> done = new HashMap<>();
    for (Intention intention : ledger.intended()) {
      String key = intention.key();
      if (seen.pass().created().containsKey(key)) {
        done.put(key, seen.pass().created().get(key));
      } else if (!seen.pass().refused().containsKey(key)) {
        return Optional.of(new Step.Create(intention));
      }
    }
    if (!done.isEmpty()) {
      return Optional.of(new Step.Write(ledger.taking(done)));
    }
    Optional<Held> held =
        ledger.held().stream()
            .filter(workflow -> !seen.pass().released().contains(workflow.uid()))
            .findFirst();
    if (held.isPresent()) {
      return held.map(Step.Release::new);
    } else if (!ledger.held().isEmpty()) {
      return Optional.of(new Step.Write(ledger.releasing()));
    }
    return seen.children().stream()
        .filter(child -> child.isHeld() && !ledger.expects(child))
        .filter(child -> !seen.pass().released().contains(child.uid()))
        .findFirst()
        .map(child -> new Step.Delete(child, "Duplicate"));
  }

  /** The oldest of more finished workflows than are to be kept. */
  private Optional<Step> tidy() {
    return Stream.of(
            excess(Child.Outcome.SUCCEEDED, spec.history().successful()),
            excess(Child.Outcome.FAILED, spec.history().failed()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(child -> new Step.Delete(child, "HistoryLimit"));
  }

  private Optional<Child> excess(Child.Outcome outcome, int kept) {
    List<Child> over =
        seen.children().stream()
            .filter(child -> child.outcome().equals(Optional.of(outcome)))
            .filter(child -> !child.isDeleting())
            .sorted(Comparator.comparing(Child::created).thenComparing(Child::name))
            .toList();
    return over.size() > kept ? Optional.of(over.getFirst()) : Optional.empty();
  }

  private Step schedule() {
    if (spec.state() == Scheduling.State.SUSPENDED) {
      return rest(told().message("suspended; state: Running goes on").again(Optional.empty()));
    }
    Optional<Instant> come = Times.last(spec, seen.since(), now);
    Optional<Instant> due = come.filter(time -> Times.isInTime(spec, time, now));
    if (due.isPresent()) {
      return spec.concurrencyPolicy() == ConcurrencyPolicy.FORBID && seen.hasEarlier(due.get())
          ? forbidden(due.get())
          : look(due.get());
    } else if (come.isPresent()) {
      return rest(
          told()
              .message("the time " + come.get() + " was missed by more than startingDeadline")
              .again(Optional.empty()));
    }
    boolean isOpen =
        seen.status().lookAgain().filter(time -> !Instant.parse(time).isAfter(now)).isPresent();
    return isOpen || seen.pass().look().isPresent() ? look(seen.since()) : rest(told());
  }

  private Step forbidden(Instant due) {
    return rest(
        told()
            .message("the time " + due + " waits for the end of workflows of an earlier one")
            .again(Optional.empty()),
        Optional.of(LOOK_AGAIN));
  }

  /** Looks at the source at, or after, a time of the schedule. */
  private Step look(Instant time) {
    if (seen.pass().look().isEmpty() && room(time) <= 0) {
      Optional<Instant> kept = seen.status().lookAgain().map(Instant::parse);
      return rest(
          told()
              .message(seen.active() + " workflows are not over, as most allows; files wait")
              .again(Optional.of(kept.orElse(now))),
          Optional.of(LOOK_AGAIN));
    }
    if (seen.pass().ledger().isEmpty()) {
      return new Step.Read();
    }
    return switch (seen.pass().look().orElse(null)) {
      case null -> new Step.Look();
      case Pass.Looked.Failed(String message) ->
          rest(
              told()
                  .acted(Optional.of(time))
                  .message("the source cannot be read: " + message)
                  .error(message)
                  .condition(READABLE, false, "SourceUnreadable", message)
                  .again(Optional.of(now.plus(TRY_AGAIN))));
      case Pass.Looked.Files(List<Found> files, Memory memory) -> take(time, files, memory);
    };
  }

  private Step take(Instant time, List<Found> files, Memory memory) {
    Ledger ledger = seen.pass().ledger().orElseThrow();
    List<Found> fresh = Planning.fresh(spec, files, ledger::holds);
    Plan plan = Planning.plan(spec, fresh, memory, now);
    Fit fit = fit(time, plan.batches(), room(time));
    if (fit.intentions.isEmpty()) {
      return rest(afterLook(time, plan, fit));
    }
    if (spec.concurrencyPolicy() == ConcurrencyPolicy.REPLACE) {
      Optional<Child> earlier =
          seen.children().stream()
              .filter(child -> child.isActive() && !child.isDeleting())
              .filter(child -> child.scheduled().isBefore(time))
              .findFirst();
      if (earlier.isPresent()) {
        return new Step.Delete(earlier.get(), "Replaced");
      }
    }
    return new Step.Write(ledger.intending(fit.intentions));
  }

  private Telling afterLook(Instant time, Plan plan, Fit fit) {
    Telling told =
        told()
            .acted(Optional.of(time))
            .looked(plan.waiting())
            .condition(READABLE, true, "Read", "the source could be read")
            .message(plan.waiting() == 0 ? "all files are taken" : plan.waiting() + " files wait")
            .again((fit.isLimited ? Optional.of(now) : plan.again()).map(this::notAtOnce));
    return fit.misfit
        .map(
            words ->
                told.error(words)
                    .message(words)
                    .condition(FITTING, false, "TemplateDoesNotFit", words))
        .orElseGet(() -> told.condition(FITTING, true, "Fits", "the template fits all files"));
  }

  private Fit fit(Instant time, List<List<NewFile>> batches, int most) {
    List<Intention> intentions = new ArrayList<>();
    Optional<String> misfit = Optional.empty();
    int misfits = 0;
    int letters = 0;
    for (List<NewFile> files : batches) {
      Intention intention = new Intention(time, files);
      if (intentions.size() >= Math.min(most, MOST_INTENTIONS)
          || letters + intention.size() > MOST_LETTERS
          || misfits > MOST_MISFITS) {
        return new Fit(intentions, true, misfit);
      }
      Optional<String> fault = fault(intention.batch());
      if (fault.isPresent()) {
        misfits++;
        misfit = misfit.or(() -> fault);
      } else {
        intentions.add(intention);
        letters += intention.size();
      }
    }
    return new Fit(intentions, false, misfit);
  }

  private Optional<String> fault(Batch batch) {
    try {
      schedule.render(batch);
      return Optional.empty();
    } catch (WorkflowException e) {
      return Optional.of("the template makes no workflow of the new file: " + e.getMessage());
    }
  }

  /** How many more workflows there may be. Those that are replaced do not count. */
  private int room(Instant time) {
    boolean replaces = spec.concurrencyPolicy() == ConcurrencyPolicy.REPLACE;
    long staying =
        seen.children().stream()
            .filter(child -> child.isActive() && !child.isDeleting())
            .filter(child -> !replaces || !child.scheduled().isBefore(time))
            .count();
    int intended = seen.pass().ledger().map(ledger -> ledger.intended().size()).orElse(0);
    return spec.most() - (int) staying - intended;
  }

  private Instant notAtOnce(Instant time) {
    Duration settle = Planning.settle(spec);
    Instant soonest = now.plus(settle.compareTo(Memory.GAP) < 0 ? settle : Memory.GAP);
    return time.isBefore(soonest) ? soonest : time;
  }

  private Telling told() {
    Telling told =
        new Telling(seen)
            .condition(ACCEPTED, true, "Valid", "the spec is right")
            .next(Times.next(spec, now));
    seen.pass().refused().values().stream()
        .sorted()
        .findFirst()
        .ifPresent(words -> told.error("the cluster does not take a workflow: " + words));
    return told;
  }

  private Step rest(Telling told) {
    return rest(told, Optional.empty());
  }

  /** Until the next time of the schedule, the next look, or some other reason. */
  private Step rest(Telling told, Optional<Duration> other) {
    var status = told.status();
    Optional<Duration> retry =
        seen.pass().refused().isEmpty() ? Optional.empty() : Optional.of(TRY_AGAIN);
    Stream<Duration> times =
        Stream.of(
                status.nextSchedule(),
                other.isEmpty() ? status.lookAgain() : Optional.<String>empty())
            .flatMap(Optional::stream)
            .map(time -> Duration.between(now, Instant.parse(time)));
    return new Step.Rest(
        status,
        Stream.concat(times, Stream.of(other, retry).flatMap(Optional::stream))
            .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
            .min(Comparator.naturalOrder()));
  }
}
