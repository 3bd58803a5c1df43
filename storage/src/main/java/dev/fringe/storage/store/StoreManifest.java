package dev.fringe.storage.store;

import java.time.Instant;

/**
 * What a store says about itself.
 *
 * @param format {@link #FORMAT}
 * @param version of the layout and the files' columns
 * @param workflow identifies what is computed: a hash over the workflow and its inputs
 * @param created ISO 8601, UTC
 */
public record StoreManifest(String format, int version, String workflow, String created) {

  public static final String FORMAT = "fringe-visibility-store";

  /** Raised whenever files of an older version could be misread. */
  public static final int CURRENT_VERSION = 1;

  static StoreManifest of(String workflow) {
    return new StoreManifest(FORMAT, CURRENT_VERSION, workflow, Instant.now().toString());
  }

  boolean suits(String wantedWorkflow) {
    return version == CURRENT_VERSION && workflow.equals(wantedWorkflow);
  }
}
