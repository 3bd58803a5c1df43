package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.bytes.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the products say of themselves, judged by the files as they are. */
record Provenance(Products products) {

  void check(String dataset, Path input) throws Exception {
    checkDataProduct(dataset);
    String text = Files.readString(products.file("provenance.json"));
    JsonNode record = new ObjectMapper().readTree(text);
    checkFiles(record, dataset);
    checkInput(record, input);
    checkReferences(record);
    checkTimes(record);
    assertTrue(record.at("/agent/run:user/voprov:name").asText().length() > 0);
    for (String version : List.of("version", "java", "beam", "flink", "kernels")) {
      assertTrue(
          record.at("/agent/run:fringe/voprov:" + version).asText().matches(".*[A-Za-z0-9].*"),
          version);
    }
    JsonNode workflow = record.at("/entity/run:workflow");
    assertTrue(workflow.get("voprov:value").asText().contains("kind: Workflow"));
    assertEquals(64, workflow.get("voprov:sha256").asText().length());
    assertEquals(
        products.summary().at("/image/width").asInt(),
        record.at("/entity/run:parameter-image.width/voprov:value").asInt());
    checkNothingOfTheEnvironment(text);
  }

  private void checkFiles(JsonNode record, String dataset) throws Exception {
    Set<String> told = new TreeSet<>();
    Set<String> members = new HashSet<>();
    record.get("hadMember").forEach(r -> members.add(r.get("prov:entity").asText()));
    Set<String> generated = new HashSet<>();
    record.get("wasGeneratedBy").forEach(r -> generated.add(r.get("prov:entity").asText()));
    for (Map.Entry<String, JsonNode> entity : record.get("entity").properties()) {
      if (entity.getKey().startsWith("run:product-")) {
        String name = entity.getValue().get("voprov:name").asText();
        Checksums sums = Checksums.of(products.folder().resolve(name));
        assertEquals(sums.bytes(), entity.getValue().get("voprov:size").asLong(), name);
        assertEquals(sums.md5(), entity.getValue().get("voprov:md5").asText(), name);
        assertEquals(sums.adler32(), entity.getValue().get("voprov:adler32").asText(), name);
        assertEquals(
            dataset + "-" + name.replaceFirst("^points-", ""),
            entity.getValue().get("voprov:location").asText());
        assertTrue(members.contains(entity.getKey()) && generated.contains(entity.getKey()), name);
        told.add(name);
      }
    }
    try (Stream<Path> files = Files.list(products.folder())) {
      Set<String> there = new TreeSet<>();
      files.forEach(file -> there.add(file.getFileName().toString()));
      there.remove(products.file("provenance.json").getFileName().toString());
      assertEquals(there, told);
    }
  }

  private static void checkInput(JsonNode record, Path input) throws Exception {
    Checksums sums = Checksums.of(input);
    JsonNode entity = record.at("/entity/run:input-1");
    assertEquals(sums.bytes(), entity.get("voprov:size").asLong());
    assertEquals(sums.adler32(), entity.get("voprov:adler32").asText());
    assertTrue(entity.get("voprov:location").asText().endsWith(input.getFileName().toString()));
    assertEquals("run:input-1", record.get("used").elements().next().get("prov:entity").asText());
  }

  /** Every relation joins two things of the record. */
  private static void checkReferences(JsonNode record) {
    Set<String> names = new HashSet<>();
    for (String kind : List.of("entity", "activity", "agent")) {
      record.get(kind).fieldNames().forEachRemaining(names::add);
    }
    int relations = 0;
    for (Map.Entry<String, JsonNode> kind : record.properties()) {
      if (List.of("prefix", "entity", "activity", "agent").contains(kind.getKey())) {
        continue;
      }
      for (JsonNode relation : kind.getValue()) {
        relations++;
        for (Map.Entry<String, JsonNode> end : relation.properties()) {
          if (end.getValue().asText().startsWith("run:")) {
            assertTrue(names.contains(end.getValue().asText()), relation.toString());
          }
        }
      }
    }
    assertTrue(relations > 30, relations + " relations");
  }

  private static void checkTimes(JsonNode record) {
    JsonNode run = record.at("/activity/run:imaging");
    for (String stage : List.of("survey", "plan", "weigh-and-pack", "restore")) {
      JsonNode activity = record.at("/activity/run:stage-" + stage);
      assertFalse(activity.isMissingNode(), stage);
      String start = activity.get("prov:startTime").asText();
      assertTrue(start.compareTo(activity.get("prov:endTime").asText()) <= 0, stage);
      assertTrue(start.compareTo(run.get("prov:startTime").asText()) >= 0, stage);
    }
  }

  private static void checkNothingOfTheEnvironment(String text) {
    System.getenv()
        .forEach(
            (name, value) ->
                assertFalse(value.length() >= 16 && text.contains(value), "the value of " + name));
  }

  private void checkDataProduct(String dataset) throws Exception {
    Map<String, Object> yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(products.folder().resolve("ska-data-product.yaml")));
    assertEquals(
        Set.of("interface", "execution_block", "context", "config", "files", "obscore"),
        yaml.keySet());
    assertTrue(yaml.get("execution_block").toString().matches("eb-[a-z]+-[0-9]{8}-[0-9]{5}"));
    Map<?, ?> obscore = (Map<?, ?>) yaml.get("obscore");
    assertEquals("image", obscore.get("dataproduct_type"));
    assertEquals(dataset, obscore.get("obs_publisher_did"));
    Set<String> listed = new TreeSet<>();
    for (Object each : (List<?>) yaml.get("files")) {
      Map<?, ?> file = (Map<?, ?>) each;
      Path path = products.folder().resolve(file.get("path").toString());
      assertEquals("done", file.get("status"));
      if (!file.get("path").toString().endsWith("provenance.json")) {
        assertEquals(crc32(path), file.get("crc"));
        assertEquals((Files.size(path) + 999) / 1000, ((Number) file.get("size")).longValue());
      }
      listed.add(path.getFileName().toString());
    }
    assertEquals(Products.KINDS.size() - 1, listed.size());
  }

  private static String crc32(Path file) throws Exception {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(Files.readAllBytes(file));
    return "%08x".formatted(crc.getValue());
  }
}
