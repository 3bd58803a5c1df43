package dev.fringe.rucio.model;

/** How far a rule is. */
public enum RuleState {
  REPLICATING,
  OK,
  STUCK,
  SUSPENDED,
  WAITING_APPROVAL,
  INJECT,
  /** A state that this client does not know. */
  OTHER
}
