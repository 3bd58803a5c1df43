package dev.fringe.storage.lake;

/** What a DID names. */
public enum DidKind {
  FILE,
  /** Files that belong together. */
  DATASET,
  /** Datasets and containers that belong together. */
  CONTAINER
}
