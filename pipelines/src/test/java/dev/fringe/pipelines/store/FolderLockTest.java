package dev.fringe.pipelines.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  /** Another process: tries to take the lock, and tells whether it could. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      System.out.print(FolderLock.take(Path.of(args[0])).isPresent() ? "taken" : "refused");
    }
  }

  private static String anotherProcess(Path scratch) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                scratch.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<Path> leftBehind() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void nobodyElseHasItWhetherInThisProcessOrAnother() throws Exception {
    Path scratch = folder.resolve("run-1");
    try (RunLock held = FolderLock.take(scratch).orElseThrow()) {
      assertFalse(FolderLock.take(scratch).isPresent());
      // A refusal in this process must not give away what it holds.
      assertEquals("refused", anotherProcess(scratch));
    }
    assertEquals("taken", anotherProcess(scratch));
  }

  @Test
  void nothingOfItIsLeft() throws Exception {
    Path scratch = folder.resolve("run-1");
    FolderLock.take(scratch).orElseThrow().close();
    assertEquals(List.of(), leftBehind());
    assertTrue(FolderLock.take(scratch).isPresent());
  }

  @Test
  void whatAKilledRunLeftIsTakenOver() throws Exception {
    Path scratch = folder.resolve("run-1");
    assertEquals("taken", anotherProcess(scratch));
    assertEquals(1, leftBehind().size(), "it ended without giving the lock back");
    try (RunLock held = FolderLock.take(scratch).orElseThrow()) {
      assertEquals("refused", anotherProcess(scratch));
    }
    assertEquals(List.of(), leftBehind());
  }
}
