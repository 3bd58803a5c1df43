package dev.fringe.storage.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Judged by the examples of the W3C's member submission of PROV-JSON. */
class ProvDocumentTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static ProvDocument article() {
    return ProvDocument.in("urn:test:")
        .entity("how", "voprov:ActivityDescription", Map.of("name", "Imaging"))
        .activity("act", NOON, NOON.plusSeconds(60), "how", Map.of())
        .entity("in", "voprov:DatasetEntity", Map.of("size", 7L, "comment", ""))
        .entity("out", "voprov:DatasetEntity", Map.of("name", "image"))
        .agent("me", "prov:Person", Map.of("name", "somebody"))
        .used("act", "in", "visibilities")
        .wasGeneratedBy("out", "act", "image")
        .wasAssociatedWith("act", "me", "operator")
        .wasDerivedFrom("out", "in");
  }

  private static JsonNode json(ProvDocument document) throws Exception {
    return new ObjectMapper().readTree(document.toJson());
  }

  @Test
  void thingsStandUnderTheirKindAndTheirQualifiedName() throws Exception {
    JsonNode json = json(article());

    assertEquals("urn:test:", json.at("/prefix/run").asText());
    assertEquals(7, json.at("/entity/run:in/voprov:size").asInt());
    assertFalse(json.at("/entity/run:in").has("voprov:comment"), "what is empty is left out");
    assertEquals("2026-11-23T12:01:00Z", json.at("/activity/run:act/prov:endTime").asText());
    assertEquals("prov:Person", json.at("/agent/run:me/prov:type/$").asText());
  }

  @Test
  void relationsNameTheirEndsAsProvJsonDoes() throws Exception {
    JsonNode json = json(article());

    JsonNode used = json.get("used").elements().next();
    assertEquals("run:act", used.get("prov:activity").asText());
    assertEquals("run:in", used.get("prov:entity").asText());
    assertEquals("visibilities", used.get("prov:role").asText());
    JsonNode derived = json.get("wasDerivedFrom").elements().next();
    assertEquals("run:out", derived.get("prov:generatedEntity").asText());
    assertEquals("run:in", derived.get("prov:usedEntity").asText());
    JsonNode described = json.get("wasInfluencedBy").elements().next();
    assertEquals("run:act", described.get("prov:influencee").asText());
    assertEquals("voprov:IsDescribedBy", described.at("/prov:type/$").asText());
  }

  @Test
  void aNameIsGivenOnce() {
    ProvDocument document = article();
    assertThrows(IllegalStateException.class, () -> document.agent("me", "prov:Person", Map.of()));
  }
}
