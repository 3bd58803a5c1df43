package dev.fringe.storage.store;

import dev.fringe.storage.cache.ObjectCache;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.Servers;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The same in a real S3 server. */
@Tag("servers")
class S3VisibilityStoreTest extends VisibilityStoreContract {

  @TempDir Path folder;
  private final Location prefix = Location.parse("s3://fringe/store-test-" + UUID.randomUUID());
  private ObjectStore objects;
  private int workers;

  @Override
  @BeforeEach
  void openStore() throws IOException {
    URI server = URI.create(Servers.needed("FRINGE_TEST_S3", "S3 server", ".ci/s3-up"));
    objects = ObjectStores.of(List.of(EndpointSettings.of("s3://fringe").withEndpoint(server)));
    super.openStore();
  }

  @AfterEach
  void deleteAll() throws IOException {
    if (objects != null) {
      for (StoredObject object : objects.list(prefix)) {
        objects.delete(object.location());
      }
      objects.close();
    }
  }

  private ObjectCache newCache() {
    return ObjectCache.in(folder.resolve("cache-" + workers++), 1 << 20);
  }

  @Override
  VisibilityStore open(String workflow) throws IOException {
    return ObjectVisibilityStore.open(objects, prefix, workflow, newCache());
  }

  @Override
  VisibilityStore openOrStartAfresh(String workflow) throws IOException {
    return ObjectVisibilityStore.openOrStartAfresh(objects, prefix, workflow, newCache());
  }
}
