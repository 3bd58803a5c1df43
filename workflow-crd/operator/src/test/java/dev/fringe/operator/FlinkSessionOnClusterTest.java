package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.core.FlinkJobIds;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine FlinkSession on a real API server. The test plays the session's REST interface and, as
 * a node, the drivers, which are lost without a word where that is worst.
 */
@Tag("cluster")
class FlinkSessionOnClusterTest {
  private static final String ON_SESSION =
      "engine: {mode: FlinkSession}\nscratch: s3://fringe/scratch\n";

  private ClusterUnderTest cluster;
  private PlayedSession session;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespaceWithAnOperator() throws IOException {
    cluster = ClusterUnderTest.connect("fringe-session");
    session = new PlayedSession();
    startOperator();
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      cluster.deleteWorkflows();
      operator.ifPresent(FringeOperator::close);
      session.close();
      cluster.close();
    }
  }

  @Test
  void theDriverSendsTheJobUnderAnIdThatTheOperatorFinds() {
    cluster.submit("plain", ON_SESSION);
    Pod driver = cluster.pod("plain-1");
    Container container = driver.getSpec().getContainers().getFirst();
    assertEquals(
        session.address(),
        container.getArgs().get(container.getArgs().indexOf("--flink-master") + 1));
    assertTrue(session.send(id(driver)));
    cluster.await("plain", w -> ClusterUnderTest.at(w, "flink", "state").equals("RUNNING"));
    assertEquals(id(driver), cluster.at("plain", "flink", "id"));
    assertEquals(
        id(driver), FlinkJobIds.first(cluster.named("plain").get().getMetadata().getUid(), 1));
    cluster.end(driver, 0, "");
    cluster.awaitPhase("plain", "Succeeded");
    assertEquals(List.of(), List.copyOf(session.cancelled));
  }

  @Test
  void suspensionAndDeletionCancelTheJob() {
    cluster.submit("rest", ON_SESSION);
    String first = id(cluster.pod("rest-1"));
    session.send(first);
    cluster.schedule("rest", "Suspended");
    cluster.awaitPhase("rest", "Suspended");
    session.awaitCancelled(first);
    cluster.schedule("rest", "Running");
    String second = id(cluster.pod("rest-2"));
    session.send(second);
    cluster.named("rest").delete();
    cluster.await("rest", w -> w == null);
    assertEquals(List.of(first, second), List.copyOf(session.cancelled));
  }

  @Test
  void aSessionThatIsAwayDoesNotHoldADeletionUp() {
    cluster.submit("gone", ON_SESSION);
    session.send(id(cluster.pod("gone-1")));
    session.isBroken = true;
    cluster.named("gone").delete();
    cluster.await("gone", w -> w == null);
    session.isBroken = false;
  }

  /** What a lost driver has left works on the same scratch as the next attempt would. */
  @Test
  void whatALostDriverHasLeftIsCancelledBeforeTheNextAttempt() throws InterruptedException {
    cluster.submit("lost", ON_SESSION + "retries: {limit: 1, backoff: 1 s}");
    Pod driver = cluster.pod("lost-1");
    session.send(id(driver));
    session.isBroken = true;
    cluster.end(driver, 137, "");
    cluster.awaitPhase("lost", "Retrying");
    // As long as the session cannot be asked, nothing is launched: seen over several tries.
    assertFalse(new CountDownLatch(1).await(8, TimeUnit.SECONDS));
    assertEquals(List.of("lost-1"), jobs("lost"));
    session.isBroken = false;
    Pod next = cluster.pod("lost-2");
    assertEquals(List.of(id(driver)), List.copyOf(session.cancelled));
    assertTrue(session.send(id(next)));
    cluster.end(next, 0, "");
    cluster.awaitPhase("lost", "Succeeded");
  }

  /**
   * Before and after each of the operator's writing calls, in a life in which the first driver is
   * lost while its job works on.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void killedBetweenAnyTwoOfItsCallsThereIsNeverMoreThanOneJob(boolean isHeard)
      throws InterruptedException {
    Map<String, CompletableFuture<Void>> drivers = new HashMap<>();
    int calls =
        cluster.killAtEachWrite(
            isHeard,
            () -> operator.ifPresent(FringeOperator::close),
            this::startOperator,
            name -> {
              cluster.submit(name, ON_SESSION + "retries: {limit: 1, backoff: 1 s}");
              drivers.put(
                  name,
                  CompletableFuture.runAsync(() -> playDrivers(name), Thread::startVirtualThread));
            },
            name -> {
              drivers.get(name).join();
              assertEquals(List.of(name + "-1", name + "-2"), jobs(name));
              assertEquals("2", cluster.at(name, "attempts"));
              assertEquals(List.of(), moreThanOne, name);
            });
    assertTrue(calls > 6, "only " + calls + " calls");
  }

  private final List<String> moreThanOne = new ArrayList<>();

  /** The first driver is lost, the second does its work. */
  private void playDrivers(String name) {
    Pod first = cluster.pod(name + "-1");
    session.send(id(first));
    cluster.end(first, 137, "");
    Pod second = cluster.pod(name + "-2");
    if (session.running().contains(id(first))) {
      moreThanOne.add(name);
    }
    cluster.end(second, 0, "");
  }

  private List<String> jobs(String workflow) {
    return cluster
        .client
        .batch()
        .v1()
        .jobs()
        .inNamespace(cluster.namespace)
        .withLabel(RunPods.WORKFLOW_LABEL, workflow)
        .list()
        .getItems()
        .stream()
        .map(job -> job.getMetadata().getName())
        .sorted()
        .toList();
  }

  private static String id(Pod driver) {
    return driver.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getName().equals("FRINGE_FLINK_JOB_ID"))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow();
  }

  private void startOperator() {
    operator =
        Optional.of(
            FringeOperator.start(
                cluster.faulty.client(),
                new OperatorSettings(
                    Set.of(cluster.namespace),
                    "fringe:test",
                    2,
                    "100m",
                    "64Mi",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(session.address()),
                    Optional.empty()),
                Optional.empty()));
  }
}
