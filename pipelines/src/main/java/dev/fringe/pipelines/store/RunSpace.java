package dev.fringe.pipelines.store;

import dev.fringe.pipelines.progress.ProgressBoard;
import java.io.IOException;
import java.nio.file.Path;

/** What a run keeps besides its visibility store. */
interface RunSpace {

  /** A new folder on a disk of this machine, in which products are made. */
  Path newFolder() throws IOException;

  /** Replaces the run's products by the files of a folder, which is used up. */
  void putProducts(Path folder) throws IOException;

  /** A product as a file of this machine. */
  Path product(String file) throws IOException;

  /** Where tasks tell how far they have come. */
  ProgressBoard progress();

  /** Removes everything that the run has kept. */
  void remove() throws IOException;
}
