package dev.fringe.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.operator.core.Observation.Asked;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.workflow.status.WorkflowStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a cluster's trees as our records, and writes them. */
final class Resources {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .build();
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

  private Resources() {}

  /** The workflow, read and judged by the reader of the command line. */
  static Asked asked(WorkflowResource resource) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", Workflow.API_VERSION);
    tree.put("kind", Workflow.KIND);
    tree.put("metadata", Map.of("name", resource.getMetadata().getName()));
    tree.put("spec", resource.getSpec());
    try {
      // JSON is YAML.
      Workflow workflow =
          WorkflowReader.read(resource.getMetadata().getName(), JSON.writeValueAsString(tree));
      return workflow.spec().engine().mode() == Engine.Mode.EMBEDDED
          ? new Asked.Work(workflow)
          : new Asked.Impossible(
              "UnsupportedEngine",
              "spec.engine.mode is "
                  + workflow.spec().engine().mode()
                  + ": this operator runs Embedded only");
    } catch (WorkflowException e) {
      return new Asked.Impossible("InvalidSpec", e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static WorkflowStatus status(WorkflowResource resource) {
    if (resource.getStatus() == null) {
      return WorkflowStatus.none();
    }
    return JSON.convertValue(resource.getStatus(), WorkflowStatus.class);
  }

  static Map<String, Object> tree(WorkflowStatus status) {
    return JSON.convertValue(status, TREE);
  }
}
