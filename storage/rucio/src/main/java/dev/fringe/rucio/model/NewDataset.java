package dev.fringe.rucio.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A dataset to be made with all that belongs to it.
 *
 * @param did its name
 * @param files registered already; their states don't matter
 * @param metadata fields of the dataset
 * @param rules of the dataset
 */
public record NewDataset(
    RucioDid did, List<NewReplica> files, Map<String, JsonNode> metadata, List<NewRule> rules) {

  public NewDataset {
    files = List.copyOf(files);
    metadata = Map.copyOf(metadata);
    rules = List.copyOf(rules);
  }
}
