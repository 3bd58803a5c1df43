package dev.fringe.storage.lake;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is published in one step: files, the dataset they form, and the rules that keep them.
 *
 * @param dataset DID of the dataset
 * @param files at least one for a dataset that is new; each DID once
 * @param rules none means one copy wherever there is room
 * @param metadata of the dataset: JSON values under names
 * @param open whether later publications may add files to the dataset
 */
public record Publication(
    Did dataset,
    List<PublishedFile> files,
    List<RuleRequest> rules,
    Map<String, Object> metadata,
    boolean open) {

  public Publication {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
    metadata = Map.copyOf(metadata);
    Set<Did> seen = new HashSet<>();
    seen.add(dataset);
    for (PublishedFile file : files) {
      if (!seen.add(file.did())) {
        throw new IllegalArgumentException(
            "%s stands twice in the publication of %s".formatted(file.did(), dataset));
      }
    }
  }

  /** A dataset that is complete: nothing can be added to it later. */
  public static Publication of(Did dataset, List<PublishedFile> files, List<RuleRequest> rules) {
    return new Publication(dataset, files, rules, Map.of(), false);
  }

  public Publication withMetadata(Map<String, Object> datasetMetadata) {
    return new Publication(dataset, files, rules, datasetMetadata, open);
  }

  /** The same, but leaving the dataset open for further files. */
  public Publication leftOpen() {
    return new Publication(dataset, files, rules, metadata, true);
  }
}
