package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The operator on a real API server with its controllers: jobs make pods, owners are collected. No
 * node is needed: the test plays the kubelet.
 */
@Tag("cluster")
class OperatorOnClusterTest {
  private static final long PATIENCE_SECONDS = 60;
  private final String namespace = "fringe-operator-" + UUID.randomUUID();
  private KubernetesClient cluster;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespaceWithAnOperator() {
    String kubeconfig = System.getProperty("fringe.cluster", "");
    assumeFalse(
        kubeconfig.isEmpty() || kubeconfig.startsWith("${"),
        "skipped: no Kubernetes cluster; set KUBECONFIG and run with -Pcluster");
    cluster = client();
    cluster.resource(ResourceDefinition.WORKFLOW.yaml()).forceConflicts().serverSideApply();
    cluster
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("workflows.fringe.dev")
        .waitUntilCondition(
            crd ->
                crd.getStatus().getConditions().stream()
                    .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True")),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
    cluster
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    startOperator();
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      all().list().getItems().forEach(workflow -> named(workflow.getMetadata().getName()).delete());
      all()
          .list()
          .getItems()
          .forEach(workflow -> await(workflow.getMetadata().getName(), w -> w == null));
      operator.ifPresent(FringeOperator::close);
      cluster.namespaces().withName(namespace).delete();
      cluster.close();
    }
  }

  @Test
  void aWorkflowBecomesAJobAndItsEndTheWorkflowsStatus() {
    submit("plain", "");
    Pod pod = pod("plain-1");
    assertEquals("Running", phase("plain", "Running"));
    assertTrue(
        pod.getMetadata().getAnnotations().get(RunPods.SPEC_ANNOTATION).contains("name: plain"));
    end(pod, 0, "{\"products\":[{\"did\":\"demo:plain\",\"rules\":\"OK\"}],\"noise\":\"1 mJy\"}");
    assertEquals("Succeeded", phase("plain", "Succeeded"));
    var status = named("plain").get().getStatus();
    assertTrue(status.get("products").toString().contains("demo:plain"), status.toString());
    assertTrue(status.get("summary").toString().contains("1 mJy"), status.toString());
    assertEquals(List.of("Launched", "Succeeded"), reasons("plain"));
  }

  @Test
  void badDataIsNotTriedAgainAndItsWordsAreTold() {
    submit("bad", "");
    end(pod("bad-1"), 3, "fringe: observation.uvfits: no visibilities");
    assertEquals("Failed", phase("bad", "Failed"));
    assertTrue(
        named("bad").get().getStatus().get("message").toString().contains("no visibilities"));
    assertEquals(1, jobs("bad"));
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    submit("flaky", "retries: {limit: 1, backoff: 1 s}");
    end(pod("flaky-1"), 4, "");
    end(pod("flaky-2"), 0, "");
    assertEquals("Succeeded", phase("flaky", "Succeeded"));
    assertEquals(2, jobs("flaky"));
  }

  @Test
  void deletionEndsTheJobFirst() {
    submit("gone", "");
    pod("gone-1");
    named("gone").delete();
    await("gone", workflow -> workflow == null);
    assertEquals(0, jobs("gone"));
  }

  @Test
  void suspendedWorkEndsAndGoesOn() {
    submit("rest", "");
    pod("rest-1");
    schedule("rest", "Suspended");
    assertEquals("Suspended", phase("rest", "Suspended"));
    cluster
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName("rest-1")
        .waitUntilCondition(job -> job == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
    schedule("rest", "Running");
    end(pod("rest-2"), 0, "");
    assertEquals("Succeeded", phase("rest", "Succeeded"));
  }

  @Test
  void twoWorkAtOnceTheOthersWaitTheUrgentFirst() {
    submit("one", "");
    submit("two", "");
    Pod first = pod("one-1");
    Pod second = pod("two-1");
    submit("three", "");
    assertEquals("Queued", phase("three", "Queued"));
    submit("urgent", "scheduling: {priority: 9}");
    assertEquals("Queued", phase("urgent", "Queued"));
    end(first, 0, "");
    end(pod("urgent-1"), 0, "");
    end(pod("three-1"), 0, "");
    end(second, 0, "");
    for (String name : List.of("one", "two", "three", "urgent")) {
      assertEquals("Succeeded", phase(name, "Succeeded"));
      assertEquals(1, jobs(name));
    }
  }

  @Test
  void anOperatorThatComesBackGoesOnWhereItWas() {
    submit("kept", "");
    Pod pod = pod("kept-1");
    operator.ifPresent(FringeOperator::close);
    end(pod, 0, "");
    startOperator();
    assertEquals("Succeeded", phase("kept", "Succeeded"));
    assertEquals(1, jobs("kept"));
  }

  private void startOperator() {
    operator =
        Optional.of(
            FringeOperator.start(
                client(),
                new OperatorSettings(
                    Set.of(namespace),
                    "fringe:test",
                    2,
                    "100m",
                    "64Mi",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                Optional.empty()));
  }

  private static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(new File(System.getProperty("fringe.cluster"))))
        .build();
  }

  private void submit(String name, String more) {
    WorkflowResource workflow =
        cluster
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: fringe.dev/v1alpha1
                kind: Workflow
                metadata: {name: %s, namespace: %s}
                spec:
                  inputs: [{did: "demo:observation"}]
                  %s
                """
                    .formatted(name, namespace, more),
                WorkflowResource.class);
    cluster.resource(workflow).create();
  }

  private void schedule(String name, String state) {
    cluster
        .genericKubernetesResources("fringe.dev/v1alpha1", "Workflow")
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"scheduling\": {\"state\": \"" + state + "\"}}}");
  }

  /** The pod that the cluster's own controller has made for a job. */
  private Pod pod(String job) {
    return cluster
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", job)
        .waitUntilCondition(pod -> pod != null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What a kubelet tells once the container has ended. */
  private void end(Pod pod, int exitCode, String message) {
    cluster
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .editStatus(
            p ->
                p.edit()
                    .editOrNewStatus()
                    .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                    .addNewContainerStatus()
                    .withName("fringe")
                    .withImage("fringe:test")
                    .withImageID("none")
                    .withReady(false)
                    .withRestartCount(0)
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(exitCode)
                    .withMessage(message)
                    .endTerminated()
                    .endState()
                    .endContainerStatus()
                    .endStatus()
                    .build());
  }

  private String phase(String name, String expected) {
    await(
        name,
        workflow ->
            workflow != null
                && workflow.getStatus() != null
                && expected.equals(workflow.getStatus().get("phase")));
    return String.valueOf(named(name).get().getStatus().get("phase"));
  }

  private void await(String name, Predicate<WorkflowResource> condition) {
    named(name).waitUntilCondition(condition, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private long jobs(String workflow) {
    return cluster
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel(RunPods.WORKFLOW_LABEL, workflow)
        .list()
        .getItems()
        .size();
  }

  private List<String> reasons(String name) {
    return cluster
        .v1()
        .events()
        .inNamespace(namespace)
        .withField("involvedObject.name", name)
        .list()
        .getItems()
        .stream()
        .map(event -> event.getReason())
        .sorted()
        .toList();
  }

  private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
          WorkflowResource,
          io.fabric8.kubernetes.api.model.KubernetesResourceList<WorkflowResource>,
          Resource<WorkflowResource>>
      all() {
    return cluster.resources(WorkflowResource.class).inNamespace(namespace);
  }

  private Resource<WorkflowResource> named(String name) {
    return all().withName(name);
  }
}
