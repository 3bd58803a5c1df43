package dev.fringe.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Flink's own definition of FlinkDeployment, as Flink's Kubernetes operator brings it along. */
final class FlinkDefinition {
  private static final String FILE = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private FlinkDefinition() {}

  static InputStream yaml() {
    return FlinkDefinition.class.getResourceAsStream(FILE);
  }

  /** What its schema finds wrong in a spec; a field that it does not name is. */
  static List<String> faults(FlinkDeploymentResource deployment) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream yaml = yaml()) {
      JsonNode schema =
          json.readTree(YAML.asJson(YAML.unmarshal(yaml)))
              .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
      close(schema);
      JsonNode judged = json.readTree(YAML.asJson(deployment)).path("spec");
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
          .getSchema(schema)
          .validate(judged)
          .stream()
          .map(ValidationMessage::getMessage)
          .toList();
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(FlinkDefinition::close);
  }
}
