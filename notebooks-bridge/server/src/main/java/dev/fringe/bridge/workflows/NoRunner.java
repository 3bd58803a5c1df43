package dev.fringe.bridge.workflows;

import dev.fringe.workflow.Workflow;
import dev.fringe.yaml.Fault;
import java.util.List;
import java.util.Optional;

/** Takes no workflow; checking them is all there is. */
public record NoRunner(String reason) implements WorkflowRunner {

  @Override
  public String kind() {
    return "none";
  }

  @Override
  public Optional<String> closedBecause() {
    return Optional.of(reason);
  }

  @Override
  public List<String> data() {
    return List.of();
  }

  @Override
  public List<Fault> faults(Workflow workflow) {
    return List.of();
  }

  @Override
  public Run submit(Workflow workflow, String owner) {
    throw new SubmissionException(403, reason);
  }

  @Override
  public List<Run> list() {
    return List.of();
  }

  @Override
  public Optional<Run> find(String id) {
    return Optional.empty();
  }

  @Override
  public Run cancel(String id) {
    throw SubmissionException.unknown(id);
  }

  @Override
  public String log(String id, int bytes) {
    throw SubmissionException.unknown(id);
  }

  @Override
  public String yaml(String id) {
    throw SubmissionException.unknown(id);
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public void await(long version, long milliseconds) throws InterruptedException {
    Thread.sleep(milliseconds);
  }

  @Override
  public void close() {}
}
