package dev.fringe.storage.lake;

import java.util.List;

/**
 * What came of rereading every replica of a dataset.
 *
 * @param replicas how many were read
 * @param bytes how many were read
 * @param faults what is wrong, one line each, naming the replica; empty if nothing is
 */
public record Verification(int replicas, long bytes, List<String> faults) {
  public Verification {
    faults = List.copyOf(faults);
  }

  public boolean isSound() {
    return faults.isEmpty();
  }
}
