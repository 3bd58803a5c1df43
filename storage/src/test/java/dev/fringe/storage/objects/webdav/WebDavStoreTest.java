package dev.fringe.storage.objects.webdav;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.ObjectStoreContract;
import dev.fringe.storage.objects.Servers;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server behind TLS that checks bearer tokens. */
@Tag("servers")
class WebDavStoreTest extends ObjectStoreContract {

  private static String needed(String variable) {
    return Servers.needed(variable, "WebDAV server", ".ci/webdav-up");
  }

  private static EndpointSettings settings() {
    return EndpointSettings.of(needed("FRINGE_TEST_WEBDAV"))
        .withCaFile(needed("FRINGE_TEST_WEBDAV_CA"))
        .withTokenFile(needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"));
  }

  @Override
  protected ObjectStore connect() {
    return ObjectStores.of(List.of(settings()));
  }

  @Override
  protected Location prefix() {
    return Location.parse(needed("FRINGE_TEST_WEBDAV"))
        .resolve("fringe-test/contract-" + UUID.randomUUID());
  }

  @Test
  void aWrongTokenIsRefusedAtOnceAndNotTold(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "c2VjcmV0LXdyb25n");
    try (ObjectStore store = ObjectStores.of(List.of(settings().withTokenFile(file.toString())))) {
      Location object = prefix().resolve("x");
      IOException refused =
          assertThrows(AccessDeniedException.class, () -> store.write(object, new byte[1]));
      assertTrue(refused.getMessage().contains("expired"), refused.getMessage());
      assertFalse(refused.getMessage().contains("c2VjcmV0"), refused.getMessage());
    }
  }
}
