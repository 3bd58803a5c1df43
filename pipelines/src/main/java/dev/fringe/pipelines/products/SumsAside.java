package dev.fringe.pipelines.products;

import dev.fringe.pipelines.elements.ImagingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads inputs and products for their checksums while the next products are still being made. */
final class SumsAside implements AutoCloseable {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<List<UsedInput>> inputs;
  private final Map<ProductKind, Future<FileSums>> files = new EnumMap<>(ProductKind.class);

  SumsAside(ImagingRun run) {
    this.inputs = thread.submit(() -> UsedInput.of(run));
  }

  /** Adds a file that is finished. */
  void add(ProductKind kind, Path file) {
    Callable<FileSums> work = () -> FileSums.of(file);
    files.put(kind, thread.submit(work));
  }

  /** Waits for the inputs' sums. */
  List<UsedInput> inputs() throws IOException {
    return wait(inputs);
  }

  /** Waits for the sums of every file so far. */
  Map<ProductKind, FileSums> files() throws IOException {
    Map<ProductKind, FileSums> sums = new EnumMap<>(ProductKind.class);
    for (Map.Entry<ProductKind, Future<FileSums>> file : files.entrySet()) {
      sums.put(file.getKey(), wait(file.getValue()));
    }
    return sums;
  }

  private static <T> T wait(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("checksums could not be made: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while checksums were made", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
