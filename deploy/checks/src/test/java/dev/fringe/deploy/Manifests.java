package dev.fringe.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects of an overlay. */
record Manifests(List<JsonNode> objects) {
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Manifests of(String folder) throws IOException, InterruptedException {
    return parse(Kubectl.kustomize(folder));
  }

  static Manifests parse(String yaml) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      documents.forEachRemaining(
          document -> {
            if (document.isObject()) {
              objects.add(document);
            }
          });
    }
    return new Manifests(objects);
  }

  Stream<JsonNode> ofKind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  static String name(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return object.path("kind").asText()
        + " "
        + (metadata.has("namespace") ? metadata.path("namespace").asText() + "/" : "")
        + metadata.path("name").asText();
  }

  static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<String> texts(JsonNode list) {
    return items(list).map(JsonNode::asText).toList();
  }
}
