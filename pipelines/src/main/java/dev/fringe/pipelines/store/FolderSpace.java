package dev.fringe.pipelines.store;

import dev.fringe.pipelines.progress.ProgressBoard;
import dev.fringe.pipelines.progress.ProgressFolder;
import dev.fringe.storage.bytes.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A run's scratch in a folder that every worker sees. */
final class FolderSpace implements RunSpace {

  private final Path scratch;
  private final ProgressFolder progress;

  FolderSpace(Path scratch) {
    this.scratch = scratch;
    this.progress = new ProgressFolder(scratch.resolve("progress"));
  }

  @Override
  public Path newFolder() throws IOException {
    return Files.createTempDirectory(scratch, "making-");
  }

  /** Moves the whole folder into place at once. */
  @Override
  public void putProducts(Path folder) throws IOException {
    Disk.deleteTree(products());
    Files.move(folder, products(), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Path product(String file) {
    return products().resolve(file);
  }

  private Path products() {
    return scratch.resolve("products");
  }

  @Override
  public ProgressBoard progress() {
    return progress;
  }

  @Override
  public void remove() throws IOException {
    Disk.deleteTree(scratch);
  }
}
