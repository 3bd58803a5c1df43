package dev.fringe.pipelines.elements;

import java.io.Serializable;
import java.util.List;

/**
 * Why what was read is not what the inputs' checksums promise.
 *
 * @param replicas whose bytes are others; empty where reading them once more found nothing wrong
 */
public record BrokenInputs(List<PassedOver> replicas) implements Serializable {

  /** Name in the store. */
  public static final String NAME = "broken-inputs";

  public BrokenInputs {
    replicas = List.copyOf(replicas);
  }
}
