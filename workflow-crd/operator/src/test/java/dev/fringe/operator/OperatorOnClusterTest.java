package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.cluster.testing.TestCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private ClusterUnderTest cluster;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespaceWithAnOperator() throws IOException {
    cluster = ClusterUnderTest.connect("fringe-operator");
    startOperator();
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      cluster.deleteWorkflows();
      operator.ifPresent(FringeOperator::close);
      cluster.close();
    }
  }

  @Test
  void aWorkflowBecomesAJobAndItsEndTheWorkflowsStatus() {
    cluster.submit("plain", "");
    Pod pod = cluster.pod("plain-1");
    assertEquals("Running", phase("plain", "Running"));
    assertTrue(
        pod.getMetadata().getAnnotations().get(RunPods.SPEC_ANNOTATION).contains("name: plain"));
    cluster.end(
        pod, 0, "{\"products\":[{\"did\":\"demo:plain\",\"rules\":\"OK\"}],\"noise\":\"1 mJy\"}");
    assertEquals("Succeeded", phase("plain", "Succeeded"));
    var status = cluster.named("plain").get().getStatus();
    assertTrue(status.get("products").toString().contains("demo:plain"), status.toString());
    assertTrue(status.get("summary").toString().contains("1 mJy"), status.toString());
    assertEquals(List.of("Launched", "Succeeded"), reasons("plain"));
  }

  @Test
  void badDataIsNotTriedAgainAndItsWordsAreTold() {
    cluster.submit("bad", "");
    cluster.end(cluster.pod("bad-1"), 3, "fringe: observation.uvfits: no visibilities");
    assertEquals("Failed", phase("bad", "Failed"));
    assertTrue(
        cluster
            .named("bad")
            .get()
            .getStatus()
            .get("message")
            .toString()
            .contains("no visibilities"));
    assertEquals(1, jobs("bad"));
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    cluster.submit("flaky", "retries: {limit: 1, backoff: 1 s}");
    cluster.end(cluster.pod("flaky-1"), 4, "");
    cluster.end(cluster.pod("flaky-2"), 0, "");
    assertEquals("Succeeded", phase("flaky", "Succeeded"));
    assertEquals(2, jobs("flaky"));
  }

  @Test
  void deletionEndsTheJobFirst() {
    cluster.submit("gone", "");
    cluster.pod("gone-1");
    cluster.named("gone").delete();
    cluster.await("gone", workflow -> workflow == null);
    assertEquals(0, jobs("gone"));
  }

  @Test
  void suspendedWorkEndsAndGoesOn() {
    cluster.submit("rest", "");
    cluster.pod("rest-1");
    cluster.schedule("rest", "Suspended");
    assertEquals("Suspended", phase("rest", "Suspended"));
    cluster
        .client
        .batch()
        .v1()
        .jobs()
        .inNamespace(cluster.namespace)
        .withName("rest-1")
        .waitUntilCondition(
            job -> job == null, ClusterUnderTest.PATIENCE_SECONDS, TimeUnit.SECONDS);
    cluster.schedule("rest", "Running");
    cluster.end(cluster.pod("rest-2"), 0, "");
    assertEquals("Succeeded", phase("rest", "Succeeded"));
  }

  @Test
  void twoWorkAtOnceTheOthersWaitTheUrgentFirst() {
    cluster.submit("one", "");
    cluster.submit("two", "");
    Pod first = cluster.pod("one-1");
    Pod second = cluster.pod("two-1");
    cluster.submit("three", "");
    assertEquals("Queued", phase("three", "Queued"));
    cluster.submit("urgent", "scheduling: {priority: 9}");
    assertEquals("Queued", phase("urgent", "Queued"));
    cluster.end(first, 0, "");
    cluster.end(cluster.pod("urgent-1"), 0, "");
    cluster.end(cluster.pod("three-1"), 0, "");
    cluster.end(second, 0, "");
    for (String name : List.of("one", "two", "three", "urgent")) {
      assertEquals("Succeeded", phase(name, "Succeeded"));
      assertEquals(1, jobs(name));
    }
  }

  @Test
  void anOperatorThatComesBackGoesOnWhereItWas() {
    cluster.submit("kept", "");
    Pod pod = cluster.pod("kept-1");
    operator.ifPresent(FringeOperator::close);
    cluster.end(pod, 0, "");
    startOperator();
    assertEquals("Succeeded", phase("kept", "Succeeded"));
    assertEquals(1, jobs("kept"));
  }

  /** A deletion is heard of once, and here while the status is written that was decided before. */
  @Test
  void aDeletionWhileAStatusIsWrittenIsNoticed() {
    operator.ifPresent(FringeOperator::close);
    startOperator(cluster.faulty.client());
    cluster.submit("gone", "");
    cluster.end(cluster.pod("gone-1"), 0, "");
    cluster.awaitPhase("gone", "Succeeded");
    AtomicBoolean isFirst = new AtomicBoolean(true);
    cluster.faulty.fates(
        call -> {
          if (call.what().endsWith("workflows/status") && isFirst.getAndSet(false)) {
            cluster.named("gone").delete();
            // What comes later is heard later.
            cluster.submit("later", "");
            cluster.pod("later-1");
          }
          return new FaultyCluster.Fate.Pass();
        });
    // Its status has but the generation to tell.
    cluster.named("gone").patch(MERGE, "{\"spec\": {\"scheduling\": {\"ttl\": \"9 d\"}}}");
    cluster.await("gone", workflow -> workflow == null);
    assertFalse(isFirst.get());
  }

  private void startOperator() {
    startOperator(TestCluster.connect());
  }

  private void startOperator(KubernetesClient client) {
    operator =
        Optional.of(
            FringeOperator.start(
                client, ClusterUnderTest.settings(Set.of(cluster.namespace), 2), Optional.empty()));
  }

  private String phase(String name, String expected) {
    cluster.awaitPhase(name, expected);
    return cluster.at(name, "phase");
  }

  private long jobs(String workflow) {
    return cluster
        .client
        .batch()
        .v1()
        .jobs()
        .inNamespace(cluster.namespace)
        .withLabel(RunPods.WORKFLOW_LABEL, workflow)
        .list()
        .getItems()
        .size();
  }

  private List<String> reasons(String name) {
    return cluster
        .client
        .v1()
        .events()
        .inNamespace(cluster.namespace)
        .withField("involvedObject.name", name)
        .list()
        .getItems()
        .stream()
        .map(event -> event.getReason())
        .sorted()
        .toList();
  }
}
