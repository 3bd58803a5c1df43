package dev.fringe.cluster;

import dev.fringe.workflow.status.Phase;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A workflow as the cluster tells it: read leniently, as its operator may be newer than we are. */
record WorkflowView(GenericKubernetesResource resource) {

  String name() {
    return resource.getMetadata().getName();
  }

  String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /** Where it stands, in a word. */
  String phase() {
    if (resource.getMetadata().getDeletionTimestamp() != null) {
      return "Ending";
    }
    return status("phase").orElse("Submitted");
  }

  /** Whether nothing more will happen. */
  boolean isOver() {
    return Arrays.stream(Phase.values())
        .anyMatch(phase -> phase.isFinal() && phase.toString().equals(phase()));
  }

  /** Whether its products are there. */
  boolean hasSucceeded() {
    return phase().equals(Phase.SUCCEEDED.toString());
  }

  /** A text of the status. */
  Optional<String> status(String... path) {
    return Json.text(resource.get("status"), path);
  }

  /** How much of it is done, in percent. */
  OptionalInt percent() {
    return Json.at(resource.get("status"), "progress", "percent")
        .filter(Number.class::isInstance)
        .map(n -> OptionalInt.of(((Number) n).intValue()))
        .orElse(OptionalInt.empty());
  }

  /** The stage, and the major cycle where there is one. */
  String stage() {
    return status("progress", "stage")
        .map(
            stage ->
                stage
                    + status("progress", "majorCycle")
                        .map(cycle -> ", major cycle " + cycle)
                        .orElse(""))
        .orElse("");
  }

  /** A list of the status. */
  List<?> statusList(String name) {
    return Json.list(resource.get("status"), name);
  }

  /** How long it has been there, or how long it took, in kubectl's short form. */
  String age(Instant now) {
    return since(resource.getMetadata().getCreationTimestamp(), now);
  }

  /** From the first launch to the end, or till now. */
  Optional<String> took(Instant now) {
    return status("startedAt")
        .map(start -> since(start, status("finishedAt").map(Instant::parse).orElse(now)));
  }

  /** What it asks for, by another's scheduling: that part alone may change. */
  Map<String, Object> specScheduledAs(Object other) {
    Map<String, Object> spec = Json.map(resource.get("spec"));
    Json.at(other, "scheduling").ifPresent(scheduling -> spec.put("scheduling", scheduling));
    return spec;
  }

  private static String since(String time, Instant now) {
    Duration span = Duration.between(Instant.parse(time), now);
    if (span.toSeconds() < 120) {
      return Math.max(0, span.toSeconds()) + "s";
    } else if (span.toMinutes() < 120) {
      return span.toMinutes() + "m";
    }
    return span.toHours() < 48 ? span.toHours() + "h" : span.toDays() + "d";
  }
}
