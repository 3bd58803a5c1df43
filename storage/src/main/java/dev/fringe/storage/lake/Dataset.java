package dev.fringe.storage.lake;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that belong together.
 *
 * @param did its name
 * @param open whether further files may be published into it
 * @param created when it was first published
 * @param metadata what its publisher told about it: JSON values under names
 * @param files in the order of their publication
 */
public record Dataset(
    Did did, boolean open, Instant created, Map<String, Object> metadata, List<LakeFile> files) {

  public Dataset {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    files = List.copyOf(files);
  }

  public long bytes() {
    return files.stream().mapToLong(LakeFile::bytes).sum();
  }
}
