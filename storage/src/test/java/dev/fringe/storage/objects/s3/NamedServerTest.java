package dev.fringe.storage.objects.s3;

import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.ObjectStoreContract;
import dev.fringe.storage.objects.Servers;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** Addresses that name their server, as Rucio's do: {@code s3://host:port/bucket/key}. */
@Tag("servers")
class NamedServerTest extends ObjectStoreContract {

  private static URI server() {
    return URI.create(Servers.needed("FRINGE_TEST_S3", "S3 server", ".ci/s3-up"));
  }

  @Override
  protected ObjectStore connect() {
    server();
    return ObjectStores.withDefaults();
  }

  @Override
  protected Location prefix() {
    return Location.parse(
        "s3://%s/fringe/contract-%s".formatted(server().getAuthority(), UUID.randomUUID()));
  }
}
