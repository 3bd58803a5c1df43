package dev.fringe.operator.schedule.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far an operator has come since it last rested.
 *
 * @param isUnsure whether an earlier pass may have left something half done
 * @param ledger once it was read
 * @param created by the keys of their batches, workflows that are there for certain
 * @param released uids of workflows that are let go for certain
 * @param refused keys of batches whose workflows the cluster does not take, and its words
 * @param look once the source was looked at
 */
public record Pass(
    boolean isUnsure,
    Optional<Ledger> ledger,
    Map<String, Held> created,
    Set<String> released,
    Map<String, String> refused,
    Optional<Looked> look) {

  public Pass {
    created = Map.copyOf(created);
    released = Set.copyOf(released);
    refused = Map.copyOf(refused);
  }

  /** What came of a look. */
  public sealed interface Looked {
    /**
     * All files there that are not known to be taken.
     *
     * @param memory that knows of this look
     */
    record Files(List<Found> files, Memory memory) implements Looked {}

    /** The source cannot be read now. */
    record Failed(String message) implements Looked {}
  }

  /** Before anything. */
  public static Pass begin(boolean isUnsure) {
    return new Pass(isUnsure, Optional.empty(), Map.of(), Set.of(), Map.of(), Optional.empty());
  }

  /** With the ledger as it was read, or as it is after a write. */
  public Pass with(Ledger read) {
    return new Pass(isUnsure, Optional.of(read), created, released, refused, look);
  }

  /** With a workflow that is there. */
  public Pass created(String key, Held workflow) {
    Map<String, Held> more = new HashMap<>(created);
    more.put(key, workflow);
    return new Pass(isUnsure, ledger, more, released, refused, look);
  }

  /** With a workflow that is let go, or gone. */
  public Pass released(Held workflow) {
    Set<String> more = new HashSet<>(released);
    more.add(workflow.uid());
    return new Pass(isUnsure, ledger, created, more, refused, look);
  }

  /** With a workflow that the cluster does not take. */
  public Pass refused(String key, String words) {
    Map<String, String> more = new HashMap<>(refused);
    more.put(key, words);
    return new Pass(isUnsure, ledger, created, released, more, look);
  }

  /** With a look. */
  public Pass with(Looked looked) {
    return new Pass(isUnsure, ledger, created, released, refused, Optional.of(looked));
  }
}
