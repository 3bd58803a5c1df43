package dev.fringe.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.operator.core.Leftovers;
import dev.fringe.operator.core.Observation.Asked;
import dev.fringe.workflow.CleanUp;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.workflow.status.WorkflowStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
  static Asked asked(WorkflowResource resource, OperatorSettings settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", Workflow.API_VERSION);
    tree.put("kind", Workflow.KIND);
    tree.put("metadata", Map.of("name", resource.getMetadata().getName()));
    tree.put("spec", resource.getSpec());
    try {
      // JSON is YAML.
      Workflow workflow =
          WorkflowReader.read(resource.getMetadata().getName(), JSON.writeValueAsString(tree));
      return switch (workflow.spec().engine().mode()) {
        case EMBEDDED -> new Asked.Work(workflow);
        case FLINK_SESSION ->
            onFlink(workflow, settings.flinkSession().isPresent(), "--flink-session");
        case FLINK_DEPLOYMENT ->
            onFlink(workflow, settings.flinkDeployments().isPresent(), "--flink-image");
      };
    } catch (WorkflowException e) {
      return new Asked.Impossible("InvalidSpec", e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Asked onFlink(Workflow workflow, boolean isThere, String option) {
    Engine.Mode mode = workflow.spec().engine().mode();
    if (!isThere) {
      return new Asked.Impossible(
          "UnsupportedEngine",
          "spec.engine.mode is %s: this operator has no %s; write Embedded"
              .formatted(mode, option));
    }
    return workflow.spec().scratch().isPresent()
        ? new Asked.Work(workflow)
        : new Asked.Impossible(
            "ScratchMissing",
            "spec.scratch: is missing: with %s it is a place that all workers see, such as s3://bucket/scratch"
                .formatted(mode));
  }

  /** {@code spec.scratch}, as it is written. */
  static Optional<String> scratch(WorkflowResource resource) {
    return text(resource.getSpec(), "scratch");
  }

  /** Whether runs may have left something at {@code spec.scratch}. */
  static boolean mayHaveLeft(WorkflowResource resource) {
    CleanUp cleanUp =
        text(resource.getSpec(), "cleanUp")
                .filter(word -> word.equals(CleanUp.NEVER.toString()))
                .isPresent()
            ? CleanUp.NEVER
            : CleanUp.ON_SUCCESS;
    return Leftovers.mayBeThere(scratch(resource), cleanUp, status(resource));
  }

  /** Whether it is forgotten some time after its end. */
  static boolean hasTtl(WorkflowResource resource) {
    return resource.getSpec() != null
        && resource.getSpec().get("scheduling") instanceof Map<?, ?> scheduling
        && scheduling.get("ttl") != null;
  }

  private static Optional<String> text(Map<String, Object> tree, String field) {
    return tree != null && tree.get(field) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
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
