package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.status.Condition;
import dev.fringe.workflow.status.ScheduleStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A status that is being written anew. What is not changed stays. */
final class Telling {
  private static final int LONGEST = 1000;

  private final Observation seen;
  private final List<Condition> conditions;
  private Optional<String> message;
  private Optional<String> lastSchedule;
  private Optional<String> nextSchedule;
  private Optional<String> lastLook;
  private Optional<String> lookAgain;
  private int waiting;
  private Optional<String> lastError;

  Telling(Observation seen) {
    this.seen = seen;
    ScheduleStatus before = seen.status();
    conditions = new ArrayList<>(before.conditions());
    message = before.message();
    lastSchedule = before.lastSchedule();
    nextSchedule = before.nextSchedule();
    lastLook = before.lastLook();
    lookAgain = before.lookAgain();
    waiting = before.waiting();
    lastError = before.lastError();
  }

  Telling message(String words) {
    message = Optional.of(shortened(words));
    return this;
  }

  Telling next(Optional<Instant> time) {
    nextSchedule = time.map(Telling::text);
    return this;
  }

  Telling acted(Optional<Instant> time) {
    lastSchedule = time.map(Telling::text).or(() -> lastSchedule);
    return this;
  }

  Telling looked(int filesWaiting) {
    lastLook = Optional.of(text(seen.now()));
    waiting = filesWaiting;
    return this;
  }

  Telling again(Optional<Instant> time) {
    lookAgain = time.map(Telling::text);
    return this;
  }

  Telling error(String words) {
    lastError = Optional.of(shortened(text(seen.now()) + ": " + words));
    return this;
  }

  /** Its time stays where its status does. */
  Telling condition(String type, boolean isTrue, String reason, String why) {
    String value = isTrue ? "True" : "False";
    String since =
        conditions.stream()
            .filter(c -> c.type().equals(type) && c.status().equals(value))
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElseGet(() -> text(seen.now()));
    conditions.removeIf(c -> c.type().equals(type));
    conditions.add(new Condition(type, value, reason, shortened(why), since, seen.generation()));
    return this;
  }

  ScheduleStatus status() {
    return new ScheduleStatus(
        message,
        seen.generation(),
        List.copyOf(conditions),
        lastSchedule,
        nextSchedule,
        lastLook,
        lookAgain,
        seen.pass().ledger().map(Ledger::taken).orElse(seen.status().taken()),
        waiting,
        count(Optional.empty()),
        count(Optional.of(Child.Outcome.SUCCEEDED)),
        count(Optional.of(Child.Outcome.FAILED)),
        lastError);
  }

  private int count(Optional<Child.Outcome> outcome) {
    return (int) seen.children().stream().filter(child -> child.outcome().equals(outcome)).count();
  }

  private static String shortened(String words) {
    return words.length() > LONGEST ? words.substring(0, LONGEST) + " ..." : words;
  }

  /** To the second, upwards: who waits for it finds that it has come. */
  static String text(Instant time) {
    Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
    return (whole.equals(time) ? whole : whole.plusSeconds(1)).toString();
  }
}
