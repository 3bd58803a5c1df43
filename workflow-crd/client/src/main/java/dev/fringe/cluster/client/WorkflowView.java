package dev.fringe.cluster.client;

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
public record WorkflowView(GenericKubernetesResource resource) {

  public String name() {
    return resource.getMetadata().getName();
  }

  public String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /** When it was submitted. */
  public Instant submitted() {
    return Instant.parse(resource.getMetadata().getCreationTimestamp());
  }

  /** A remark of that name. */
  public Optional<String> annotation(String name) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .flatMap(remarks -> Optional.ofNullable(remarks.get(name)));
  }

  /** Whether it is being deleted. */
  public boolean isEnding() {
    return resource.getMetadata().getDeletionTimestamp() != null;
  }

  /** Where it stands, in a word. */
  public String phase() {
    if (isEnding()) {
      return "Ending";
    }
    return status("phase").orElse("Submitted");
  }

  /** Whether nothing more will happen. */
  public boolean isOver() {
    return Arrays.stream(Phase.values())
        .anyMatch(phase -> phase.isFinal() && phase.toString().equals(phase()));
  }

  /** Whether its products are there. */
  public boolean hasSucceeded() {
    return phase().equals(Phase.SUCCEEDED.toString());
  }

  /** A text of the status. */
  public Optional<String> status(String... path) {
    return Json.text(resource.get("status"), path);
  }

  /** How much of it is done, in percent. */
  public OptionalInt percent() {
    return Json.at(resource.get("status"), "progress", "percent")
        .filter(Number.class::isInstance)
        .map(n -> OptionalInt.of(((Number) n).intValue()))
        .orElse(OptionalInt.empty());
  }

  /** The stage, and the major cycle where there is one. */
  public String stage() {
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
  public List<?> statusList(String name) {
    return Json.list(resource.get("status"), name);
  }

  /** How long it has been there, or how long it took, in kubectl's short form. */
  public String age(Instant now) {
    return since(submitted(), now);
  }

  /** From the first launch to the end, or till now. */
  public Optional<String> took(Instant now) {
    return status("startedAt")
        .map(
            start ->
                since(Instant.parse(start), status("finishedAt").map(Instant::parse).orElse(now)));
  }

  /** What it asks for, by another's scheduling: that part alone may change. */
  public Map<String, Object> specScheduledAs(Object other) {
    Map<String, Object> spec = Json.map(resource.get("spec"));
    Json.at(other, "scheduling").ifPresent(scheduling -> spec.put("scheduling", scheduling));
    return spec;
  }

  private static String since(Instant time, Instant now) {
    Duration span = Duration.between(time, now);
    if (span.toSeconds() < 120) {
      return Math.max(0, span.toSeconds()) + "s";
    } else if (span.toMinutes() < 120) {
      return span.toMinutes() + "m";
    }
    return span.toHours() < 48 ? span.toHours() + "h" : span.toDays() + "d";
  }
}
