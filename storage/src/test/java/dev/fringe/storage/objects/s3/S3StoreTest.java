package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.ObjectStoreContract;
import dev.fringe.storage.objects.Servers;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** A bucket whose server stands in the settings: {@code s3://bucket/key}. */
@Tag("servers")
class S3StoreTest extends ObjectStoreContract {

  @Override
  protected ObjectStore connect() throws IOException {
    URI server = URI.create(Servers.needed("FRINGE_TEST_S3", "S3 server", ".ci/s3-up"));
    return S3Store.of(
        EndpointSettings.of("s3://fringe/").withEndpoint(server), "", Retries.usual());
  }

  @Override
  protected Location prefix() {
    return Location.parse("s3://fringe/contract-" + UUID.randomUUID());
  }
}
