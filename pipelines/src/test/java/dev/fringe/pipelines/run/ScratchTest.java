package dev.fringe.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  private static final Optional<Handover.Owner> OWNER = Optional.of(new Handover.Owner("uid-1"));

  @TempDir Path folder;

  @Test
  void anOwnersFolderGoesWithTheLastThatIsInIt() throws IOException {
    Path owners = Files.createDirectories(folder.resolve("uid-1"));
    Location run = Location.of(owners.resolve("w-0123456789ab"));
    Path kept = Files.createFile(owners.resolve("another"));
    Scratch.tidy(run, OWNER);
    assertTrue(Files.exists(kept));
    Files.delete(kept);
    Scratch.tidy(run, OWNER);
    assertFalse(Files.exists(owners));
    Scratch.tidy(run, OWNER);
    assertTrue(Files.exists(folder));
  }

  /** It may be a disk that somebody has mounted for scratch. */
  @Test
  void aPersonsFolderStays() throws IOException {
    Scratch.tidy(Location.of(folder.resolve("w-0123456789ab")), Optional.empty());
    assertTrue(Files.exists(folder));
  }
}
