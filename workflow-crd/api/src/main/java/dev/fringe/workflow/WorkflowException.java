package dev.fringe.workflow;

import dev.fringe.yaml.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** A workflow that cannot be accepted, with all that is wrong with it. */
public final class WorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<Fault> faults;

  /**
   * @param source what was read, as people know it
   * @param faults at least one
   */
  public WorkflowException(String source, List<Fault> faults) {
    super(
        source
            + (faults.size() == 1 ? " has a fault:" : " has " + faults.size() + " faults:")
            + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
    this.faults = List.copyOf(faults);
  }

  /** In the order of the file's lines; those of settings come last. */
  public List<Fault> faults() {
    return faults;
  }
}
