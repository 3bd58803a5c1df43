package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.core.Action;
import dev.fringe.workflow.WorkflowReader;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Judged by Flink's own definition, and by what Flink makes of the numbers. */
class FlinkDeploymentTemplateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void itIsAsFlinkDefinesIt() throws IOException {
    assertEquals(List.of(), FlinkDefinition.faults(made("", "4", "16Gi")));
  }

  /** The judge can find fault. */
  @Test
  void aFieldThatFlinkDoesNotKnowIsFound() throws IOException {
    FlinkDeploymentResource made = made("", "4", "16Gi");
    made.getSpec().put("flinkVersion", "v9_9");
    made.getSpec().put("jobmanager", Map.of());
    assertEquals(2, FlinkDefinition.faults(made).size());
  }

  @Test
  void withoutAWordATaskManagerIsOnePartThatHasAllItsProcessors() {
    assertNumbers(made("", "4", "16Gi"), 2, 4, "1");
  }

  @Test
  void aTaskManagerHasAsManyPartsAsHaveTheirThreads() {
    assertNumbers(made("parallelism: 12, threads: 2", "8", "16Gi"), 12, 2, "4");
    assertNumbers(made("threads: 3", "8", "16Gi"), 4, 3, "2");
    assertNumbers(made("threads: 8", "500m", "16Gi"), 2, 8, "1");
  }

  private static void assertNumbers(
      FlinkDeploymentResource made, int parallelism, int threads, String slots) {
    Map<?, ?> job = map(made, "job");
    assertEquals(parallelism, job.get("parallelism"));
    List<?> arguments = (List<?>) job.get("args");
    assertTrue(arguments.contains("engine.parallelism=" + parallelism), arguments::toString);
    assertTrue(arguments.contains("engine.threads=" + threads), arguments::toString);
    assertEquals(slots, map(made, "flinkConfiguration").get("taskmanager.numberOfTaskSlots"));
  }

  /** "m" is a mebibyte to Flink. */
  @Test
  void memoryIsInFlinksUnit() {
    FlinkDeploymentResource made = made("", "2", "16Gi");
    assertEquals("16384m", ((Map<?, ?>) map(made, "taskManager").get("resource")).get("memory"));
    assertEquals("2048m", ((Map<?, ?>) map(made, "jobManager").get("resource")).get("memory"));
  }

  @Test
  void flinkTriesNothingAgain() {
    FlinkDeploymentResource made = made("", "2", "16Gi");
    assertEquals("stateless", map(made, "job").get("upgradeMode"));
    assertEquals("none", map(made, "flinkConfiguration").get("restart-strategy.type"));
  }

  @Test
  void onlyTheJobManagerSeesTheWorkflowAndGetsAToken() {
    FlinkDeploymentResource made = made("", "2", "16Gi");
    PodTemplateSpec jobManager = (PodTemplateSpec) map(made, "jobManager").get("podTemplate");
    PodTemplateSpec taskManager = (PodTemplateSpec) map(made, "taskManager").get("podTemplate");
    assertTrue(
        jobManager.getMetadata().getAnnotations().get(RunPods.SPEC_ANNOTATION).contains("name: m"));
    assertTrue(jobManager.getSpec().getAutomountServiceAccountToken());
    assertFalse(taskManager.getSpec().getAutomountServiceAccountToken());
    assertTrue(
        taskManager.getSpec().getVolumes().stream().noneMatch(v -> v.getName().equals("workflow")));
    for (PodTemplateSpec pod : List.of(jobManager, taskManager)) {
      assertEquals("m", pod.getMetadata().getLabels().get(RunPods.WORKFLOW_LABEL));
      assertTrue(
          pod.getSpec()
              .getContainers()
              .getFirst()
              .getSecurityContext()
              .getReadOnlyRootFilesystem());
      assertTrue(pod.getSpec().getVolumes().stream().anyMatch(v -> v.getName().equals("lake")));
    }
  }

  @Test
  void theDeadlineIsATime() {
    assertEquals(
        Map.of(FlinkDeploymentTemplate.DEADLINE_ANNOTATION, "2026-03-01T10:01:30Z"),
        made("", "2", "16Gi").getMetadata().getAnnotations());
  }

  private static Map<?, ?> map(FlinkDeploymentResource made, String name) {
    return (Map<?, ?>) made.getSpec().get(name);
  }

  private static FlinkDeploymentResource made(String engine, String cpu, String memory) {
    WorkflowResource owner = new WorkflowResource();
    owner.setMetadata(
        new ObjectMetaBuilder().withName("m").withNamespace("n").withUid("u-1").build());
    String mode = engine.isEmpty() ? "mode: FlinkDeployment" : "mode: FlinkDeployment, " + engine;
    return FlinkDeploymentTemplate.of(
        owner,
        WorkflowReader.read(
            "m.yaml",
            """
            apiVersion: fringe.dev/v1alpha1
            kind: Workflow
            metadata: {name: m}
            spec: {inputs: [{did: "d:o"}], engine: {%s}, scratch: "s3://b/s"}
            """
                .formatted(mode)),
        new Action.Launch(1, Optional.of(Duration.ofSeconds(90))),
        new OperatorSettings(
            Set.of("n"),
            "fringe:test",
            1,
            cpu,
            memory,
            Optional.of("fringe-settings"),
            Optional.of("fringe-credentials"),
            Optional.empty(),
            Optional.of("fringe-lake")),
        new FlinkSettings("fringe-flink:test", "fringe-flink", 2, "2Gi"),
        Optional.of("[]"),
        NOW);
  }
}
