package dev.fringe.pipelines.elements;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a run has made.
 *
 * @param files names of the files, which lie in the run's folder of products
 * @param metadata ObsCore metadata of each file, by its name, as JSON text
 * @param dataset ObsCore metadata of all of them together, as JSON text
 */
public record Products(List<String> files, Map<String, String> metadata, String dataset)
    implements Serializable {
  public Products {
    files = List.copyOf(files);
    metadata = Map.copyOf(metadata);
  }
}
