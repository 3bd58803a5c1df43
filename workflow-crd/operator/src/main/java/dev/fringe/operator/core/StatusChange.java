package dev.fringe.operator.core;

import dev.fringe.workflow.status.Condition;
import dev.fringe.workflow.status.FlinkJob;
import dev.fringe.workflow.status.ImageSummary;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.Product;
import dev.fringe.workflow.status.Progress;
import dev.fringe.workflow.status.Work;
import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A status that is being written anew. What is not changed stays. */
final class StatusChange {
  private final int generation;
  private final Instant now;
  private final List<Condition> conditions;
  private Optional<Phase> phase;
  private Optional<String> message;
  private int attempts;
  private int failedAttempts;
  private Optional<String> job;
  private Optional<String> startedAt;
  private Optional<String> finishedAt;
  private Optional<String> nextAttemptAt;
  private Optional<Progress> progress;
  private List<Product> products;
  private Optional<ImageSummary> summary;
  private Optional<FlinkJob> flink;
  private Optional<Work> work;

  StatusChange(WorkflowStatus before, int generation, Instant now) {
    this.generation = generation;
    this.now = now;
    conditions = new ArrayList<>(before.conditions());
    phase = before.phase();
    message = before.message();
    attempts = before.attempts();
    failedAttempts = before.failedAttempts();
    job = before.job();
    startedAt = before.startedAt();
    finishedAt = before.finishedAt();
    nextAttemptAt = before.nextAttemptAt();
    progress = before.progress();
    products = before.products();
    summary = before.summary();
    flink = before.flink();
    work = before.work();
  }

  StatusChange phase(Phase to, String why) {
    phase = Optional.of(to);
    message = Optional.of(why);
    if (to.isFinal()) {
      finishedAt = finishedAt.or(() -> Optional.of(text(now)));
      nextAttemptAt = Optional.empty();
    }
    return this;
  }

  StatusChange launched(int number, String jobName) {
    attempts = number;
    job = Optional.of(jobName);
    startedAt = startedAt.or(() -> Optional.of(text(now)));
    nextAttemptAt = Optional.empty();
    progress = Optional.empty();
    flink = Optional.empty();
    return this;
  }

  /** What work this is, before any of it is done. */
  StatusChange work(String specHash) {
    work =
        work.or(
            () -> Optional.of(new Work(Optional.of(specHash), Optional.empty(), Optional.empty())));
    return this;
  }

  /** What is known of it stays, where nothing more is. */
  StatusChange flink(Optional<FlinkJob> seen) {
    flink = seen.or(() -> flink);
    return this;
  }

  StatusChange failures(int count) {
    failedAttempts = count;
    return this;
  }

  StatusChange notBefore(Instant time) {
    nextAttemptAt = Optional.of(text(time));
    return this;
  }

  StatusChange report(Report report) {
    products = report.products();
    summary = report.summary();
    work = Optional.of(new Work(work.flatMap(Work::spec), report.key(), report.reusedFrom()));
    progress = Optional.empty();
    return this;
  }

  /** What was told last stays, where nothing is told. */
  StatusChange progress(Optional<Progress> told) {
    progress = told.or(() -> progress);
    return this;
  }

  /** Its time stays where its status does. */
  StatusChange condition(String type, boolean isTrue, String reason, String why) {
    String value = isTrue ? "True" : "False";
    String since =
        conditions.stream()
            .filter(c -> c.type().equals(type) && c.status().equals(value))
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElseGet(() -> text(now));
    conditions.removeIf(c -> c.type().equals(type));
    conditions.add(new Condition(type, value, reason, why, since, generation));
    return this;
  }

  WorkflowStatus status() {
    return new WorkflowStatus(
        phase,
        message,
        generation,
        List.copyOf(conditions),
        attempts,
        failedAttempts,
        job,
        startedAt,
        finishedAt,
        nextAttemptAt,
        progress,
        products,
        summary,
        flink,
        work);
  }

  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
