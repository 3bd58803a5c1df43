package dev.fringe.storage.objects.file;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends ObjectStoreContract {
  @TempDir Path disk;

  @Override
  protected ObjectStore connect() {
    return new FileStore();
  }

  @Override
  protected Location prefix() {
    return Location.of(disk.resolve("objects"));
  }
}
