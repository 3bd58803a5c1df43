package dev.fringe.storage.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

  @TempDir Path folder;

  @Test
  void twoWhoDeleteTheSameTreeBothSucceed() throws Exception {
    Path tree = folder.resolve("tree");
    for (int i = 0; i < 500; i++) {
      Path deep = Files.createDirectories(tree.resolve(i % 20 + "/" + i));
      Files.writeString(deep.resolve("file"), "bytes");
    }
    CyclicBarrier start = new CyclicBarrier(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> deletions = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        deletions.add(
            threads.submit(
                () -> {
                  start.await();
                  Disk.deleteTree(tree);
                  return null;
                }));
      }
      for (Future<?> deletion : deletions) {
        deletion.get();
      }
    }
    assertFalse(Files.exists(tree));
  }

  @Test
  void whatALinkPointsToIsLeftAlone() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "bytes");
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), kept);

    Disk.deleteTree(tree);

    assertFalse(Files.exists(tree));
    assertEquals("bytes", Files.readString(kept));
  }

  @Test
  void nothingAtAllIsDeletedAtOnce() throws IOException {
    Disk.deleteTree(folder.resolve("nowhere"));
    assertTrue(Files.exists(folder));
  }
}
