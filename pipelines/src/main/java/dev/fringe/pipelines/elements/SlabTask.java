package dev.fringe.pipelines.elements;

import java.io.Serializable;
import java.util.List;

/**
 * Work on one slab of w.
 *
 * @param slab index of the slab; -1 where there is nothing to do but pass {@code cycle} on
 * @param parts names of its packed visibilities
 * @param cycle the clean as it stands
 */
public record SlabTask(int slab, List<String> parts, MajorCycle cycle) implements Serializable {
  public SlabTask {
    parts = List.copyOf(parts);
  }

  public static SlabTask pass(MajorCycle cycle) {
    return new SlabTask(-1, List.of(), cycle);
  }

  public boolean passes() {
    return slab < 0;
  }
}
