package dev.fringe.storage.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.store.VisibilityStore.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps is there for the next one of the same workflow, and for no other. */
class FolderVisibilityStoreTest extends VisibilityStoreContract {

  @TempDir Path scratch;

  private Path folder() {
    return scratch.resolve("run/store");
  }

  @Override
  VisibilityStore open(String workflow) throws IOException {
    return FolderVisibilityStore.open(folder(), workflow);
  }

  @Override
  VisibilityStore openOrStartAfresh(String workflow) throws IOException {
    return FolderVisibilityStore.openOrStartAfresh(folder(), workflow);
  }

  @Test
  void aFolderOfOtherThingsIsLeftAlone() throws IOException {
    Path home = Files.createDirectories(scratch.resolve("home"));
    Files.writeString(home.resolve("thesis.tex"), "years of work");
    assertThrows(
        BadDataException.class, () -> FolderVisibilityStore.openOrStartAfresh(home, "workflow-a"));
    assertEquals("years of work", Files.readString(home.resolve("thesis.tex")));
  }

  @Test
  void whatAKilledRunWasWritingIsNeverListedAndSweptByTheNext() throws IOException {
    store.putImage("psf", new float[4]);
    Path leftover = folder().resolve("images/.model.arrow.77.abc.part");
    Files.write(leftover, new byte[10]);
    assertEquals(List.of("psf"), store.list(Kind.IMAGE, ""));
    FolderVisibilityStore.openOrStartAfresh(folder(), "workflow-a");
    assertFalse(Files.exists(leftover));
    assertTrue(store.exists(Kind.IMAGE, "psf"));
  }

  @Test
  void aFailureToWriteNamesTheFile() throws IOException {
    // A file stands where the folder should be: it fails for every user, root too.
    Files.writeString(folder().resolve("images"), "in the way");
    String message =
        assertThrows(IOException.class, () -> store.putImage("psf", new float[4])).getMessage();
    assertTrue(message.contains("psf.arrow"), message);
  }

  @Test
  void aFullDiskIsToldInPlainWordsAndLeavesNothingBehind() throws IOException {
    Path small = Path.of(System.getProperty("fringe.smallDisk", "/nowhere"));
    Assumptions.assumeTrue(
        Files.isDirectory(small),
        "full disk skipped: fringe.smallDisk names no folder on a file system below 32 MB");
    FolderVisibilityStore full = FolderVisibilityStore.open(small.resolve("store"), "workflow-a");
    String message =
        assertThrows(IOException.class, () -> full.putImage("big", new float[8 << 20]))
            .getMessage();
    assertTrue(message.contains("no space left") && message.contains("big.arrow"), message);
    assertEquals(List.of(), full.contents());
    try (var left = Files.list(small.resolve("store/images"))) {
      assertEquals(0, left.count());
    }
  }
}
