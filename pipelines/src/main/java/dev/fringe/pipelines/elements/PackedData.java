package dev.fringe.pipelines.elements;

import dev.fringe.imaging.weighting.WeightStatistics;
import java.io.Serializable;
import java.util.List;

/**
 * The visibility store's content once every range has been packed.
 *
 * @param parts names of the parts of each slab
 * @param samples packed in all
 * @param outside samples finer than the pixels, left out
 * @param weights what the weighting did
 */
public record PackedData(
    List<List<String>> parts, long samples, long outside, WeightStatistics weights)
    implements Serializable {
  public PackedData {
    parts = parts.stream().map(List::copyOf).toList();
  }
}
