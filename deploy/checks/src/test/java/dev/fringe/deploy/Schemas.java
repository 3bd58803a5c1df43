package dev.fringe.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges objects without a cluster. Kubernetes' own kinds by the types that fabric8 makes of
 * Kubernetes' OpenAPI: a field that these do not have, or one of another type, is a fault; ranges
 * and patterns are the API server's to judge. Other kinds by the schemas of their definitions.
 */
final class Schemas {
  private static final KubernetesSerialization TYPES = new KubernetesSerialization();
  private final Map<String, JsonSchema> definitions = new HashMap<>();

  Schemas(Path... folders) throws IOException {
    for (Path folder : folders) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
        for (Path file : files) {
          JsonNode definition = Manifests.YAML.readTree(Files.readString(file));
          if (definition.path("kind").asText().equals("CustomResourceDefinition")) {
            add(definition.path("spec"));
          }
        }
      }
    }
  }

  private void add(JsonNode spec) {
    for (JsonNode version : spec.path("versions")) {
      JsonNode schema = version.path("schema").path("openAPIV3Schema").deepCopy();
      close(schema);
      definitions.put(
          spec.path("group").asText()
              + "/"
              + version.path("name").asText()
              + " "
              + spec.path("names").path("kind").asText(),
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema));
    }
  }

  /** What a definition does not name, an API server drops; here it is a fault. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Schemas::close);
  }

  /** The faults of an object; a kind that nothing is known of is one. */
  Set<String> faults(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    JsonSchema schema = definitions.get(kind);
    Set<String> faults = new LinkedHashSet<>();
    if (schema != null) {
      JsonNode judged = object.deepCopy();
      // Kubernetes' own part of every object.
      ((ObjectNode) judged).remove("metadata");
      for (ValidationMessage message : schema.validate(judged)) {
        faults.add(message.getMessage());
      }
      return faults;
    }
    try {
      Object typed = TYPES.unmarshal(object.toString());
      if (typed instanceof GenericKubernetesResource) {
        faults.add("no schema is known of " + kind);
      } else {
        unknown(typed, "").forEach(faults::add);
      }
    } catch (IllegalArgumentException | ReflectiveOperationException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return faults;
  }

  private static Set<String> unknown(Object value, String path)
      throws ReflectiveOperationException {
    Set<String> found = new LinkedHashSet<>();
    if (value instanceof Collection<?> items) {
      int i = 0;
      for (Object item : items) {
        found.addAll(unknown(item, path + "[" + i++ + "]"));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (var entry : map.entrySet()) {
        found.addAll(unknown(entry.getValue(), path + "." + entry.getKey()));
      }
    } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
      for (Method getter : value.getClass().getMethods()) {
        if (getter.getName().equals("getAdditionalProperties")) {
          if (getter.invoke(value) instanceof Map<?, ?> properties) {
            properties.keySet().forEach(name -> found.add(path + "." + name + " is unknown"));
          }
        } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
          found.addAll(unknown(getter.invoke(value), path + "." + field(getter).orElse("?")));
        }
      }
    }
    return found;
  }

  private static Optional<String> field(Method getter) {
    String name = getter.getName().substring(3);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(Character.toLowerCase(name.charAt(0)) + name.substring(1));
  }
}
