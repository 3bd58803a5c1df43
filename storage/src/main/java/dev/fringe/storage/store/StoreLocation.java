package dev.fringe.storage.store;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where a run's store is, and whose: small enough to be sent to every worker.
 *
 * @param location a folder, or its {@code file:} address
 * @param workflow identifies what is computed: a hash over the workflow and its inputs
 */
public record StoreLocation(String location, String workflow) implements Serializable {

  /**
   * Opens the store, making it if nothing is there.
   *
   * @throws StoreMismatchException if it belongs to another workflow
   */
  public VisibilityStore open() throws IOException {
    return FolderVisibilityStore.open(folder(), workflow);
  }

  /** Opens the store; if it belongs to another workflow, empties it first. */
  public VisibilityStore openOrStartAfresh() throws IOException {
    return FolderVisibilityStore.openOrStartAfresh(folder(), workflow);
  }

  private Path folder() {
    if (location.startsWith("file:")) {
      return Path.of(URI.create(location));
    }
    if (location.contains("://")) {
      throw new IllegalArgumentException(
          "a visibility store at '%s' is not supported; right would be a folder, or file:///folder"
              .formatted(location));
    }
    return Path.of(location);
  }
}
