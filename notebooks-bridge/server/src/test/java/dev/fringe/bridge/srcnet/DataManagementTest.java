package dev.fringe.bridge.srcnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataManagementTest {

  @TempDir Path folder;

  @Test
  void filesAreLocatedAndDescribed() throws IOException {
    try (TestSite site = TestSite.in(folder)) {
      site.publish("demo:set", Map.of("a+b.fits", Content.of("1", TestSite.image("A", 1, 2, 1))));
      JsonNode places = site.get("/data/locate/demo/a%2Bb.fits?sort=random").json();
      assertEquals(1, places.size());
      assertTrue(places.get(0).get("identifier").asText().startsWith("LOCAL-"));
      assertEquals(
          site.address() + "/files/demo/a%2Bb.fits", places.get(0).get("replicas").get(0).asText());
      JsonNode metadata = site.get("/metadata/demo/a%2Bb.fits").json();
      assertEquals("A", metadata.get("target_name").asText());
      assertEquals("file", metadata.get("type").asText());
      assertEquals("dataset", site.get("/metadata/demo/set").json().get("type").asText());
      assertEquals(404, site.get("/data/locate/demo/none.fits").status());
      assertEquals(404, site.get("/metadata/demo/none.fits").status());
      assertEquals(400, site.get("/data/locate/demo/a%2Bb.fits?sort=best").status());
    }
  }
}
