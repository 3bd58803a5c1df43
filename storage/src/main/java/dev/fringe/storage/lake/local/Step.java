package dev.fringe.storage.lake.local;

/** The steps of a publication, in their order. Tests stop it at each of them. */
enum Step {
  CHECKSUMS_KNOWN,
  GUARDS_PASSED,
  SESSION_OPEN,
  COPY_HALF_WRITTEN,
  COPY_VERIFIED,
  ALL_STAGED,
  CATALOGUE_LOCKED,
  FIRST_FILE_NAMED,
  ALL_FILES_NAMED,
  ENTRY_HALF_WRITTEN,
  ENTRY_WRITTEN,
  SESSION_CLOSED;

  /** Told of each step reached, on the publishing thread. */
  @FunctionalInterface
  interface Listener {
    Listener NONE = step -> {};

    void reached(Step step);
  }
}
