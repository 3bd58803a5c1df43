package dev.fringe.storage.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.cache.ObjectCache;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.file.FileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that share no disk, but an object store: each has a cache of its own. */
class ObjectVisibilityStoreTest extends VisibilityStoreContract {

  private static final long ROOM = 1 << 20;

  @TempDir Path folder;
  private final ObjectStore objects = new FileStore();
  private int workers;

  private Location prefix() {
    return Location.of(folder.resolve("bucket/run/store"));
  }

  private ObjectCache newCache() {
    return ObjectCache.in(folder.resolve("cache-" + workers++), ROOM);
  }

  @Override
  VisibilityStore open(String workflow) throws IOException {
    return ObjectVisibilityStore.open(objects, prefix(), workflow, newCache());
  }

  @Override
  VisibilityStore openOrStartAfresh(String workflow) throws IOException {
    return ObjectVisibilityStore.openOrStartAfresh(objects, prefix(), workflow, newCache());
  }

  @Test
  void whatAnotherWorkerReplacedIsReadAnew() throws IOException {
    store.putImage("model", new float[] {1});
    VisibilityStore other = open("workflow-a");
    assertArrayEquals(new float[] {1}, other.getImage("model"));
    store.putImage("model", new float[] {2, 3});
    assertArrayEquals(new float[] {2, 3}, other.getImage("model"));
  }

  @Test
  void aRunMayKeepMoreThanAWorkersDiskHasRoomFor() throws IOException {
    int pixels = 100_000;
    for (int i = 0; i < 8; i++) {
      float[] image = new float[pixels];
      image[0] = i;
      store.putImage("cycle-" + i, image);
    }
    VisibilityStore other = open("workflow-a");
    for (int i = 0; i < 8; i++) {
      assertTrue(store.getImage("cycle-" + i)[0] == i && other.getImage("cycle-" + i)[0] == i);
    }
  }

  @Test
  void aPrefixOfOtherThingsIsNotTakenForAStore() throws IOException {
    Location elsewhere = Location.of(folder.resolve("bucket/elsewhere"));
    byte[] bytes = "{\"format\": \"thesis\"}".getBytes(StandardCharsets.UTF_8);
    objects.write(elsewhere.resolve("manifest.json"), bytes);
    assertThrows(
        BadDataException.class,
        () ->
            ObjectVisibilityStore.openOrStartAfresh(objects, elsewhere, "workflow-a", newCache()));
    assertTrue(objects.find(elsewhere.resolve("manifest.json")).isPresent());
  }
}
