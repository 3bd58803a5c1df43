package dev.fringe.rucio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts long lists into calls of a sensible size. */
final class Batches {

  private final int size;

  Batches(int size) {
    this.size = size;
  }

  <T> List<List<T>> of(List<T> all) {
    final List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(List.copyOf(all.subList(from, Math.min(from + size, all.size()))));
    }
    return batches;
  }

  <T> void each(List<T> all, Consumer<List<T>> call) {
    of(all).forEach(call);
  }
}
