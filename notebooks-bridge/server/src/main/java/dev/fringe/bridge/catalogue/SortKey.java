package dev.fringe.bridge.catalogue;

/** What products can be sorted by. */
public sealed interface SortKey {

  /** A column of ObsCore. */
  record ByColumn(Column column) implements SortKey {}

  /** What isn't a column of ObsCore. */
  enum Stored implements SortKey {
    NAME,
    SCOPE,
    DATASET,
    BYTES,
    CREATED
  }
}
