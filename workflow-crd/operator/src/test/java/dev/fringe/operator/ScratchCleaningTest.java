package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.FaultyCluster.Fate;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to the scratch of deleted workflows, on a real API server; the test is the node. */
@Tag("cluster")
class ScratchCleaningTest {
  private static final String SCRATCH = "scratch: s3://bucket/scratch\n";
  private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
  private ClusterUnderTest cluster;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespaceWithAnOperator() throws IOException {
    cluster = ClusterUnderTest.connectWithoutCleaners("fringe-cleaning");
    cluster
        .client
        .batch()
        .v1()
        .jobs()
        .inNamespace(cluster.namespace)
        .inform(ClusterUnderTest.onAdd(job -> created.add(job.getMetadata().getName())));
    startOperator();
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      cluster.client.namespaces().withName(cluster.namespace).delete();
      operator.ifPresent(FringeOperator::close);
      cluster.forgetWorkflows();
      cluster.close();
    }
  }

  @Test
  void whatAFailedRunLeftIsRemovedByOneJobBeforeTheWorkflowGoes() {
    String uid = failed("bad");
    PodSpec run = cluster.pod("bad-1").getSpec();
    cluster.named("bad").delete();
    Pod pod = cluster.pod(cleaning("bad", uid));
    assertEquals(
        List.of("clean", "/workflow/workflow.yaml"),
        pod.getSpec().getContainers().getFirst().getArgs());
    assertEquals(uid, variable(pod.getSpec(), "FRINGE_OWNER"));
    assertEquals(uid, variable(run, "FRINGE_OWNER"));
    assertEquals(cluster.namespace + "/bad", variable(run, "FRINGE_WORKFLOW"));
    assertEquals(
        run.getContainers().getFirst().getEnvFrom(),
        pod.getSpec().getContainers().getFirst().getEnvFrom());
    assertTrue(cluster.named("bad").get() != null, "it is gone before its scratch is");
    cluster.end(pod, 0, "");
    awaitGone("bad");
    assertEquals(List.of("bad-1", cleaning("bad", uid)), List.copyOf(created));
    assertEquals("Normal", event("ScratchRemoved").getType());
  }

  @Test
  void whatCannotBeRemovedIsToldAndTheWorkflowGoes() {
    String uid = failed("left");
    cluster.named("left").delete();
    playNode(pod -> cluster.end(pod, 4, "fringe: s3://bucket: access denied"));
    awaitGone("left");
    Event told = event("ScratchLeft");
    assertEquals("Warning", told.getType());
    assertEquals(
        "what runs kept at s3://bucket/scratch/"
            + uid
            + " may still be there, as it could not be removed: fringe: s3://bucket: access denied",
        told.getMessage());
  }

  @Test
  void whereNothingIsLeftThereIsNoJob() {
    cluster.submit("never", SCRATCH + "scheduling: {state: Suspended}");
    cluster.awaitPhase("never", "Suspended");
    cluster.submit("done", SCRATCH);
    cluster.end(cluster.pod("done-1"), 0, "");
    cluster.awaitPhase("done", "Succeeded");
    cluster.submit("none", "");
    cluster.end(cluster.pod("none-1"), 3, "");
    cluster.awaitPhase("none", "Failed");
    for (String name : List.of("never", "done", "none")) {
      cluster.named(name).delete();
      awaitGone(name);
    }
    assertEquals(Set.of("done-1", "none-1"), Set.copyOf(created));
  }

  @Test
  void runningWorkEndsFirstAlsoWhereWhatItOwnsIsDeletedInTheForeground() {
    cluster.submit("long", SCRATCH);
    cluster.pod("long-1");
    cluster.awaitPhase("long", "Running");
    String uid = cluster.named("long").get().getMetadata().getUid();
    cluster.named("long").withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
    cluster.end(cluster.pod(cleaning("long", uid)), 0, "");
    awaitGone("long");
    assertEquals(List.of("long-1", cleaning("long", uid)), List.copyOf(created));
  }

  @Test
  void aNamespaceThatIsDeletedIsNotHeldUp() {
    failed("bad");
    cluster.client.namespaces().withName(cluster.namespace).delete();
    awaitGone("bad");
    assertEquals(List.of("bad-1"), List.copyOf(created));
  }

  @Test
  void killedAtAnyOfItsCallsItCleansOnce() throws InterruptedException {
    int kills = 0;
    for (int number = 0; ; number++) {
      String name = "killed-" + number;
      String uid = failed(name);
      AtomicInteger left = new AtomicInteger(number / 2);
      boolean isHeard = number % 2 == 1;
      CountDownLatch dead = new CountDownLatch(1);
      cluster.faulty.fates(
          call -> {
            if (call.isWatch() || (!call.isWrite() && dead.getCount() > 0)) {
              return new Fate.Pass();
            }
            if (dead.getCount() == 0) {
              return new Fate.CutBefore();
            }
            if (left.getAndDecrement() > 0) {
              return new Fate.Pass();
            }
            dead.countDown();
            return isHeard ? new Fate.CutAfter() : new Fate.CutBefore();
          });
      Thread node =
          Thread.startVirtualThread(
              () -> {
                Pod pod = cluster.pod(cleaning(name, uid));
                cluster.end(pod, 0, "");
              });
      cluster.named(name).delete();
      boolean wasKilled = dead.await(20, TimeUnit.SECONDS);
      operator.ifPresent(FringeOperator::close);
      cluster.faulty.fates(_ -> new Fate.Pass());
      startOperator();
      awaitGone(name);
      node.join();
      String job = cleaning(name, uid);
      assertEquals(1, created.stream().filter(job::equals).count(), name + ": " + created);
      if (!wasKilled) {
        System.out.println("a cleaning takes " + number / 2 + " calls that write; killed " + kills);
        assertTrue(kills >= 6, "killed " + kills + " times");
        return;
      }
      kills++;
    }
  }

  private static String cleaning(String workflow, String uid) {
    return workflow + "-clean-" + uid.substring(0, 13);
  }

  private static String variable(PodSpec pod, String name) {
    return pod.getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(variable -> variable.getValue())
        .findFirst()
        .orElse("");
  }

  /** A workflow whose run has failed; its uid. */
  private String failed(String name) {
    cluster.submit(name, SCRATCH);
    cluster.end(cluster.pod(name + "-1"), 3, "");
    cluster.awaitPhase(name, "Failed");
    return cluster.named(name).get().getMetadata().getUid();
  }

  private void startOperator() {
    operator =
        Optional.of(
            FringeOperator.start(
                cluster.faulty.client(),
                new OperatorSettings(
                    Set.of(cluster.namespace),
                    "fringe:test",
                    4,
                    "100m",
                    "64Mi",
                    Optional.empty(),
                    Optional.of("fringe-credentials"),
                    Optional.empty(),
                    Optional.empty()),
                Optional.empty()));
  }

  private void playNode(Consumer<Pod> play) {
    cluster
        .client
        .pods()
        .inNamespace(cluster.namespace)
        .withLabelNotIn("batch.kubernetes.io/job-name", "left-1")
        .inform(ClusterUnderTest.onAdd(pod -> Thread.startVirtualThread(() -> play.accept(pod))));
  }

  private void awaitGone(String name) {
    cluster
        .named(name)
        .waitUntilCondition(Objects::isNull, ClusterUnderTest.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Event event(String reason) {
    return cluster.client.v1().events().inNamespace(cluster.namespace).list().getItems().stream()
        .filter(event -> reason.equals(event.getReason()))
        .findFirst()
        .orElseThrow();
  }
}
