package dev.fringe.storage.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.BadDataException;
import java.io.IOException;
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

  private static final ObjectMapper JSON = new ObjectMapper();

  static StoreManifest of(String workflow) {
    return new StoreManifest(FORMAT, CURRENT_VERSION, workflow, Instant.now().toString());
  }

  /**
   * Refuses the store of another workflow or version.
   *
   * @param place where it is, for the message
   */
  void require(String wantedWorkflow, String place) throws StoreMismatchException {
    if (version != CURRENT_VERSION || !workflow.equals(wantedWorkflow)) {
      throw new StoreMismatchException(
          ("%s holds the state of workflow %s, version %d of the store; this is workflow %s,"
                  + " version %d: use another scratch folder, or delete this one")
              .formatted(place, workflow, version, wantedWorkflow, CURRENT_VERSION));
    }
  }

  /**
   * Reads a manifest.
   *
   * @param place where it is, for messages
   */
  static StoreManifest read(byte[] json, String place) throws IOException {
    StoreManifest manifest;
    try {
      manifest = JSON.readValue(json, StoreManifest.class);
    } catch (JsonProcessingException damaged) {
      throw new BadDataException(
          "%s is not the manifest of a visibility store: %s"
              .formatted(place, damaged.getOriginalMessage()),
          damaged);
    }
    if (!FORMAT.equals(manifest.format()) || manifest.workflow() == null) {
      throw new BadDataException(
          "%s: format is '%s', but must be '%s'".formatted(place, manifest.format(), FORMAT));
    }
    return manifest;
  }
}
