package dev.fringe.storage.lake.rucio;

import dev.fringe.imaging.parallel.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Work that waits for stores, a few pieces at a time. */
record InParallel(int pieces) {

  /** Something to do with one of many. */
  @FunctionalInterface
  interface Work<T> {
    void accept(T one) throws IOException;
  }

  static InParallel of(int pieces) {
    return new InParallel(pieces);
  }

  /** Ends when all have been worked on; the first failure is thrown after the others stopped. */
  <T> void forEach(List<T> all, Work<T> work) throws IOException {
    try (Workers workers = Workers.of(Math.max(1, Math.min(pieces, all.size())))) {
      workers.forEach(
          all.size(),
          index -> {
            try {
              work.accept(all.get(index));
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
