package dev.fringe.storage.lake.rucio;

/** The steps of a publication, in their order. Tests stop it at each of them. */
enum Step {
  CHECKSUMS_KNOWN,
  GUARDS_PASSED,
  REGISTERED,
  METADATA_SET,
  /** In the middle of the first bytes that are sent. */
  SENDING,
  UPLOADED,
  VERIFIED,
  MOVED,
  ALL_MOVED,
  AVAILABLE,
  COMMITTED,
  CLOSED;

  /** Told of each step reached, on the thread that does it. */
  @FunctionalInterface
  interface Listener {
    Listener NONE = step -> {};

    void reached(Step step);
  }
}
