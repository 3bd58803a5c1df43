package dev.fringe.storage.lake;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file to publish.
 *
 * @param did under what name
 * @param source its bytes, which must not change while it is published
 * @param metadata JSON values under names
 */
public record PublishedFile(Did did, Path source, Map<String, Object> metadata) {
  public PublishedFile {
    metadata = Map.copyOf(metadata);
  }

  public static PublishedFile of(Did did, Path source) {
    return new PublishedFile(did, source, Map.of());
  }
}
