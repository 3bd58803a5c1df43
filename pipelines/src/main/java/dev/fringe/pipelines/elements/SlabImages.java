package dev.fringe.pipelines.elements;

import java.io.Serializable;
import java.util.List;

/**
 * Partial images of one slab, to be summed over all slabs.
 *
 * @param images names in the store, one for each polarisation, then the PSF where it was asked for
 * @param cycle the clean as it stands while they were made; empty of news before the first cycle
 */
public record SlabImages(List<String> images, MajorCycle cycle) implements Serializable {
  public SlabImages {
    images = List.copyOf(images);
  }
}
