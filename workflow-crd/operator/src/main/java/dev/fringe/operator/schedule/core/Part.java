package dev.fringe.operator.schedule.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a ledger: one object of the cluster.
 *
 * @param number from 0
 * @param version of the object as it was read; empty for one that is not there yet
 * @param isSealed whether nothing more may enter it
 * @param taken hashes of files, in the order in which they were taken
 * @param intended batches of which a workflow is to be made
 * @param held workflows that are to be let go
 */
public record Part(
    int number,
    Optional<String> version,
    boolean isSealed,
    List<String> taken,
    List<Intention> intended,
    List<Held> held) {
  /** About so many hashes are in a full part: 94 kB. */
  static final int FULL = 4096;

  public Part {
    taken = List.copyOf(taken);
    intended = List.copyOf(intended);
    held = List.copyOf(held);
  }

  static Part empty(int number) {
    return new Part(number, Optional.empty(), false, List.of(), List.of(), List.of());
  }

  boolean isFull() {
    return taken.size() >= FULL && intended.isEmpty() && held.isEmpty();
  }

  Part sealed() {
    return new Part(number, version, true, taken, intended, held);
  }

  Part intending(List<Intention> more) {
    List<Intention> all = new ArrayList<>(intended);
    all.addAll(more);
    return new Part(number, version, false, taken, all, held);
  }

  /** The same with the intentions of these keys carried out, by these workflows. */
  Part taking(Map<String, Held> workflows) {
    List<String> allTaken = new ArrayList<>(taken);
    List<Held> allHeld = new ArrayList<>(held);
    List<Intention> rest = new ArrayList<>();
    for (Intention intention : intended) {
      Held workflow = workflows.get(intention.key());
      if (workflow == null) {
        rest.add(intention);
      } else {
        intention.files().forEach(file -> allTaken.add(Hashes.of(file.id())));
        allHeld.add(workflow);
      }
    }
    return new Part(number, version, isSealed, allTaken, rest, allHeld);
  }

  /** The same with all workflows let go. */
  Part released() {
    return new Part(number, version, isSealed, taken, intended, List.of());
  }
}
