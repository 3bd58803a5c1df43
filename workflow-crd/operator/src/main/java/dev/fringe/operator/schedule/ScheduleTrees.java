package dev.fringe.operator.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.operator.schedule.core.Observation.Asked;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.schedule.ScheduleReader;
import dev.fringe.workflow.schedule.WorkflowSchedule;
import dev.fringe.workflow.status.ScheduleStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a cluster's trees as our records, and writes them. */
final class ScheduleTrees {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .build();
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

  private ScheduleTrees() {}

  /** The schedule, read and judged by the reader of the command line. */
  static Asked asked(ScheduleResource resource) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", Workflow.API_VERSION);
    tree.put("kind", WorkflowSchedule.KIND);
    tree.put("metadata", Map.of("name", resource.getMetadata().getName()));
    tree.put("spec", resource.getSpec());
    try {
      // JSON is YAML.
      return new Asked.Right(
          ScheduleReader.read(resource.getMetadata().getName(), JSON.writeValueAsString(tree)));
    } catch (WorkflowException e) {
      return new Asked.Wrong(e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ScheduleStatus status(ScheduleResource resource) {
    if (resource.getStatus() == null) {
      return ScheduleStatus.none();
    }
    return JSON.convertValue(resource.getStatus(), ScheduleStatus.class);
  }

  static Map<String, Object> tree(ScheduleStatus status) {
    return JSON.convertValue(status, TREE);
  }
}
