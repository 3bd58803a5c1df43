package dev.fringe.bridge.workflows;

import dev.fringe.workflow.Workflow;
import dev.fringe.yaml.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What does the work of workflows. */
public sealed interface WorkflowRunner extends AutoCloseable
    permits LocalRunner, ClusterRunner, NoRunner {

  /** In a word, for people. */
  String kind();

  /** Why nothing is taken; empty where workflows are. */
  Optional<String> closedBecause();

  /** Where inputs may be, for people. */
  List<String> data();

  /** What is wrong with a valid workflow for this runner. */
  List<Fault> faults(Workflow workflow);

  /**
   * Takes a workflow on.
   *
   * @param owner who submits it; empty for nobody known
   * @throws SubmissionException if it isn't taken
   */
  Run submit(Workflow workflow, String owner) throws IOException;

  /** All runs, the newest first. */
  List<Run> list();

  Optional<Run> find(String id);

  /** Ends a run that has not ended; one that has is left as it is. */
  Run cancel(String id) throws IOException;

  /** The end of what a run has written. */
  String log(String id, int bytes) throws IOException;

  /** The workflow as it runs. */
  String yaml(String id) throws IOException;

  /** Grows with every change of any run. */
  long version();

  /** Waits until {@link #version} is another, for some time at most. */
  void await(long version, long milliseconds) throws InterruptedException;

  @Override
  void close();
}
