package dev.fringe.rucio.model;

/** The state of a replica, with the letter that requests use. */
public enum ReplicaState {
  AVAILABLE("A"),
  UNAVAILABLE("U"),
  /** Registered, its bytes on their way. */
  COPYING("C"),
  BEING_DELETED("B"),
  BAD("D"),
  TEMPORARY_UNAVAILABLE("T"),
  /** A state that this client does not know. */
  OTHER("");

  private final String letter;

  ReplicaState(String letter) {
    this.letter = letter;
  }

  public String letter() {
    return letter;
  }
}
