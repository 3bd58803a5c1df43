package dev.fringe.operator.schedule.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files a schedule has taken, and which it is about to take. */
public final class Ledger {
  private final List<Part> parts;
  private final Set<String> known = new HashSet<>();
  private final int taken;

  /** Of its parts, in any order; of none before anything was taken. */
  public Ledger(List<Part> parts) {
    this.parts = parts.stream().sorted(Comparator.comparingInt(Part::number)).toList();
    int count = 0;
    for (Part part : this.parts) {
      known.addAll(part.taken());
      count += part.taken().size();
      part.intended().stream()
          .flatMap(intention -> intention.files().stream())
          .forEach(file -> known.add(Hashes.of(file.id())));
    }
    taken = count;
  }

  /** Whether a file was taken, or is about to be. */
  public boolean holds(String id) {
    return known.contains(Hashes.of(id));
  }

  /** How many files were taken. */
  public int taken() {
    return taken;
  }

  /** Batches of which there may be no workflow yet. */
  public List<Intention> intended() {
    return parts.stream().flatMap(part -> part.intended().stream()).toList();
  }

  /** Workflows that may not have been let go yet. */
  public List<Held> held() {
    return parts.stream().flatMap(part -> part.held().stream()).toList();
  }

  /** Whether a workflow is one that the ledger knows to be on its way. */
  boolean expects(Child child) {
    return intended().stream().anyMatch(intention -> intention.key().equals(child.key()))
        || held().stream().anyMatch(held -> held.uid().equals(child.uid()));
  }

  /** The same with a part as it was written. */
  public Ledger with(Part written) {
    List<Part> others =
        new ArrayList<>(parts.stream().filter(p -> p.number() != written.number()).toList());
    others.add(written);
    return new Ledger(others);
  }

  /** The part to write, so that these are intended; or its seal first, where it is full. */
  Part intending(List<Intention> batches) {
    if (parts.isEmpty()) {
      return Part.empty(0).intending(batches);
    }
    Part last = parts.getLast();
    if (last.isSealed()) {
      return Part.empty(last.number() + 1).intending(batches);
    }
    return last.isFull() ? last.sealed() : last.intending(batches);
  }

  /** The part to write, so that what is intended of these keys is taken. */
  Part taking(Map<String, Held> workflows) {
    return parts.stream()
        .filter(part -> part.intended().stream().anyMatch(i -> workflows.containsKey(i.key())))
        .findFirst()
        .orElseThrow()
        .taking(workflows);
  }

  /** The part to write, so that workflows that are let go are struck out. */
  Part releasing() {
    return parts.stream()
        .filter(part -> !part.held().isEmpty())
        .findFirst()
        .orElseThrow()
        .released();
  }
}
