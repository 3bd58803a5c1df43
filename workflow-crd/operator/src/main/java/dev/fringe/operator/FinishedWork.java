package dev.fringe.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.workflow.Reuse;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.Work;
import dev.fringe.workflow.status.WorkflowStatus;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Work that a run need not do again. A run's key is a hash of what decides its pixels, of the
 * versions of its input bytes and of Fringe's version; the bytes' are known to the run alone, as
 * only it may ask the lake. So a run tells its key at its end, and a later run is handed the keys
 * of finished workflows that ask for the same ({@code specHash}) in the same namespace and publish
 * by the same rules. It compares them with its own key, asks the lake whether the products are
 * there and are of that key, and then ends at once. Nothing is believed that the lake does not say:
 * a name on this list that is wrong costs one question.
 */
final class FinishedWork {
  private static final int MOST = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FinishedWork() {}

  /** What a run is told: a file's JSON; empty where there is nothing to tell. */
  static Optional<String> of(
      Cache<WorkflowResource> all, WorkflowResource resource, Workflow workflow) {
    if (workflow.spec().reuse() == Reuse.NEVER || workflow.spec().publish().isEmpty()) {
      return Optional.empty();
    }
    String hash = workflow.specHash();
    Object rules = rules(resource);
    List<Map<String, String>> finished =
        all.list(
                w ->
                    w.getMetadata().getNamespace().equals(resource.getMetadata().getNamespace())
                        && !w.getMetadata().getUid().equals(resource.getMetadata().getUid()))
            .filter(w -> hasDone(Resources.status(w), hash) && Objects.equals(rules(w), rules))
            .sorted(
                Comparator.comparing(
                        (WorkflowResource w) -> Resources.status(w).finishedAt().orElse(""))
                    .reversed())
            .limit(MOST)
            .map(FinishedWork::told)
            .toList();
    try {
      return finished.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(finished));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasDone(WorkflowStatus status, String hash) {
    return status.phase().filter(phase -> phase == Phase.SUCCEEDED).isPresent()
        && status.work().flatMap(Work::spec).filter(hash::equals).isPresent()
        && status.work().flatMap(Work::key).isPresent()
        && status.products().size() == 1;
  }

  private static Map<String, String> told(WorkflowResource workflow) {
    WorkflowStatus status = Resources.status(workflow);
    return Map.of(
        "workflow",
            status.work().flatMap(Work::reusedFrom).orElse(workflow.getMetadata().getName()),
        "key", status.work().flatMap(Work::key).orElseThrow(),
        "dataset", status.products().getFirst().did());
  }

  private static Object rules(WorkflowResource workflow) {
    return workflow.getSpec() != null
            && workflow.getSpec().get("publish") instanceof Map<?, ?> publish
            && publish.get("rules") != null
        ? publish.get("rules")
        : List.of();
  }
}
