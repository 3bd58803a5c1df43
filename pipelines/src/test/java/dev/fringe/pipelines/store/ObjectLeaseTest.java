package dev.fringe.pipelines.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.file.FileStore;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectLeaseTest {

  /** Long beside a pause of this process, so that a holder who lives is seen to. */
  private static final Duration RENEWAL = Duration.ofMillis(100);

  @TempDir Path folder;
  private final ObjectStore objects = new FileStore();

  private Location lease() {
    return Location.of(folder.resolve("bucket/run-1.lock"));
  }

  private Optional<RunLock> take() throws IOException {
    return ObjectLease.take(objects, lease(), RENEWAL);
  }

  private void leave(String host, long process) throws IOException {
    objects.write(
        lease(),
        "{\"id\": \"another\", \"host\": \"%s\", \"process\": %d, \"startedMillis\": 1, \"renewals\": 7}"
            .formatted(host, process)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whileItIsRenewedNobodyElseHasIt() throws IOException {
    try (RunLock held = take().orElseThrow()) {
      assertFalse(take().isPresent());
      assertFalse(take().isPresent());
    }
    take().orElseThrow().close();
  }

  @Test
  void nothingOfItIsLeft() throws IOException {
    take().orElseThrow().close();
    assertEquals(List.of(), objects.list(Location.of(folder.resolve("bucket"))));
  }

  @Test
  void whatAKilledRunOfAnotherMachineLeftIsTakenOverWhenItIsNotRenewed() throws IOException {
    leave("a-machine-that-is-gone", 1);
    take().orElseThrow().close();
  }

  @Test
  void whatAKilledRunOfThisMachineLeftIsTakenOverAtOnce() throws IOException {
    // This process has not begun in 1970: another had its number.
    leave(InetAddress.getLocalHost().getHostName(), ProcessHandle.current().pid());
    Duration renewal = Duration.ofSeconds(2);
    long began = System.nanoTime();
    ObjectLease.take(objects, lease(), renewal).orElseThrow().close();
    long took = System.nanoTime() - began;
    assertTrue(took < renewal.toNanos(), took + " ns: it was waited for");
  }
}
