package dev.fringe.bridge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsApiTest {

  @TempDir static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.in(folder);
    Map<String, Content> files = new TreeMap<>();
    files.put("m31.fits", Content.of("1", TestSite.image("M 31", 10.68, 41.27, 1)));
    files.put("m33.fits", Content.of("22", TestSite.image("M_33", 23.46, 30.66, 0.5)));
    files.put("zero.fits", Content.of("333", TestSite.image("RA 0", 359.9, 0, 1)));
    files.put("pole.fits", Content.of("4444", TestSite.image("Pole", 10, 89.9, 1)));
    Map<String, Object> embargoed = new TreeMap<>(TestSite.image("Secret", 100, 0, 1));
    embargoed.put("obs_release_date", "2999-01-01T00:00:00");
    files.put("secret.fits", Content.of("5", embargoed));
    files.put(
        "m31-sources.csv",
        Content.of(
            "name,ra_deg,dec_deg,peak_jy_per_beam\nfaint,10.6,41.2,0.1\nbright,10.7,41.3,2\n",
            Map.of(
                "dataproduct_type", "measurements",
                "dataproduct_subtype", "sources",
                "access_format", "text/csv")));
    site.publish("demo:set", files);
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  private static String names(String query) throws IOException {
    TestSite.Answer answer = site.get("/api/v1/products?sort=name&" + query);
    assertEquals(200, answer.status(), answer.body());
    return String.join(
        " ",
        StreamSupport.stream(answer.json().get("items").spliterator(), false)
            .map(item -> item.get("name").asText())
            .toList());
  }

  @Test
  void fieldsAreFoundByPositionAcrossRightAscensionZeroAndThePole() throws IOException {
    assertEquals("m31.fits", names("pos=CIRCLE+10.68+41.27+0.01"));
    assertEquals("zero.fits", names("pos=CIRCLE+0.3+0+0.01"));
    assertEquals("", names("pos=CIRCLE+0.5+0+0.01"));
    assertEquals("pole.fits", names("pos=CIRCLE+190+89.9+0.01"));
    assertEquals("m31.fits zero.fits", names("pos=RANGE+355+15+-1+45"));
    assertEquals(
        "m31.fits m33.fits", names("pos=CIRCLE+10.68+41.27+0.01&pos=CIRCLE+23.46+30.66+0.01"));
  }

  @Test
  void namesAreFoundInAnyCaseWithAsterisksAndWithoutSqlsOwnWildcards() throws IOException {
    assertEquals("m31.fits", names("target=m+31"));
    assertEquals("m31.fits m33.fits", names("target=m*3*"));
    assertEquals("m33.fits", names("target=M_33"));
    assertEquals("", names("target=M_31"));
    assertEquals("", names("target=%25"));
    assertEquals("m33.fits", names("q=M_33+survey"));
    assertEquals("m31-sources.csv", names("subtype=sources"));
  }

  @Test
  void timesOverlap() throws IOException {
    assertEquals(
        5, site.get("/api/v1/products?since=60000.2&until=60001").json().get("total").asInt());
    assertEquals(0, site.get("/api/v1/products?since=60000.3").json().get("total").asInt());
    // MJD 60000 is 2023-02-25.
    assertEquals(5, site.get("/api/v1/products?since=2023-02-25").json().get("total").asInt());
    assertEquals(0, site.get("/api/v1/products?since=2023-02-26").json().get("total").asInt());
  }

  @Test
  void pagesFollowEachOther() throws IOException {
    JsonNode second = site.get("/api/v1/products?scope=demo&sort=-bytes&size=2&page=2").json();
    assertEquals(6, second.get("total").asInt());
    assertEquals("zero.fits", second.get("items").get(0).get("name").asText());
    assertEquals("m33.fits", second.get("items").get(1).get("name").asText());
  }

  @Test
  void aProductTellsItsReplicasRulesAndSources() throws IOException {
    JsonNode product = site.get("/api/v1/products/demo/m31.fits").json();
    assertTrue(product.get("replicas").get(0).get("rse").asText().matches("LOCAL-[AB]"));
    assertFalse(product.get("replicas").get(0).has("location"), "a path of this machine");
    assertEquals("tier=1", product.get("rules").get(0).get("rses").asText());
    assertEquals("bright", product.get("sources").get(0).get("name").asText());
    assertTrue(product.get("public").asBoolean());
    assertFalse(site.get("/api/v1/products/demo/secret.fits").json().get("public").asBoolean());
  }

  @Test
  void faultsAreToldAsProblems() throws IOException {
    for (String query :
        new String[] {
          "calib=7",
          "nothing=1",
          "pos=CIRCLE+1",
          "pos=CIRCLE+1+91+1",
          "since=yesterday",
          "size=-1",
          "page=0",
          "sort=nothing",
          "size=99999",
          "pos=POLYGON+0+0+1+1+0+1+1+0"
        }) {
      TestSite.Answer answer = site.get("/api/v1/products?" + query);
      assertEquals(400, answer.status(), query);
      assertEquals("application/problem+json", answer.type());
      assertFalse(answer.json().get("detail").asText().isBlank());
    }
    assertEquals(404, site.get("/api/v1/products/demo/none.fits").status());
    assertEquals(400, site.get("/api/v1/products/demo/-x").status());
    assertEquals(404, site.get("/nothing").status());
  }

  @Test
  void whatIsPublishedLaterAppears() throws IOException {
    assertEquals(404, site.get("/api/v1/products/late/one.fits").status());
    site.publish(
        "late:set", Map.of("one.fits", Content.of("1", TestSite.image("Late", 200, -80, 0.1))));
    assertEquals(200, site.get("/api/v1/products/late/one.fits").status());
  }

  /** A few datasets at each look: all of them in turn, and then from the first on again. */
  @Test
  void whatIsToldAnewOfWhatWasPublishedAppears() throws IOException {
    int datasets = 10;
    for (int i = 0; i < datasets; i++) {
      site.publish(
          "told:set-" + i,
          Map.of(
              "told-%d.fits".formatted(i),
              Content.of("1", TestSite.image("Before", 200, -80, 0.1))));
    }
    for (String target : List.of("After", "Again")) {
      for (int i = 0; i < datasets; i++) {
        site.lake()
            .setMetadata(
                Did.of("told", "told-%d.fits".formatted(i)),
                Map.of("target_name", target, "obs_release_date", "2999-01-01T00:00:00"));
      }
      for (int look = 0; look < datasets; look++) {
        site.sync();
      }
      JsonNode found = site.get("/api/v1/products?target=" + target).json().get("items");
      assertEquals(datasets, found.size(), target);
      assertFalse(found.get(0).get("public").asBoolean());
    }
    assertEquals("", names("target=Before"));
  }
}
