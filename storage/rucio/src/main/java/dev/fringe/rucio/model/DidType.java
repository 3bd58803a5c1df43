package dev.fringe.rucio.model;

/** What a data identifier names. */
public enum DidType {
  FILE,
  /** Holds files. */
  DATASET,
  /** Holds datasets and containers. */
  CONTAINER
}
