package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine FlinkDeployment on a real API server that knows Flink's own definition, in a namespace
 * that lets in restricted pods only. The test plays Flink's operator.
 */
@Tag("cluster")
class FlinkDeploymentsOnClusterTest {
  private static final String ON_FLINK =
      "engine: {mode: FlinkDeployment}\nscratch: s3://fringe/scratch\n";

  private final Map<String, PlayedFlink.Fate> fates = new ConcurrentHashMap<>();
  private ClusterUnderTest cluster;
  private PlayedFlink flink;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespaceWithBothOperators() throws IOException {
    cluster = ClusterUnderTest.connect("fringe-flink");
    flink = PlayedFlink.on(cluster, name -> fates.getOrDefault(name, new PlayedFlink.Fate.Works()));
    startOperator();
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      cluster.deleteWorkflows();
      operator.ifPresent(FringeOperator::close);
      flink.close();
      cluster.close();
    }
  }

  @Test
  void aWorkflowBecomesAFlinkDeploymentAndItsEndTheWorkflowsStatus() throws IOException {
    cluster.submit("plain", ON_FLINK);
    FlinkDeploymentResource launched = flink.awaitWork("plain-1");
    assertEquals(List.of(), FlinkDefinition.faults(launched));
    cluster.await(
        "plain",
        w ->
            ClusterUnderTest.at(w, "flink", "state").equals("RUNNING")
                && ClusterUnderTest.at(w, "progress", "stage").equals("Grid")
                && ClusterUnderTest.at(w, "phase").equals("Running"));
    assertEquals(PlayedFlink.id("plain-1"), cluster.at("plain", "flink", "id"));
    flink.end("plain-1", 0, "{\"products\":[{\"did\":\"demo:plain\"}],\"noise\":\"1 mJy\"}");
    cluster.awaitPhase("plain", "Succeeded");
    WorkflowResource done = cluster.named("plain").get();
    assertTrue(done.getStatus().get("products").toString().contains("demo:plain"));
    assertEquals("1 mJy", ClusterUnderTest.at(done, "summary", "noise"));
    assertEquals("FINISHED", ClusterUnderTest.at(done, "flink", "state"));
    flink.awaitGone("plain-1");
    assertEquals(List.of("plain-1"), List.copyOf(flink.created));
  }

  @Test
  void badDataIsNotTriedAgainAndItsWordsAreTold() {
    cluster.submit("bad", ON_FLINK);
    flink.awaitWork("bad-1");
    flink.end("bad-1", 3, "observation.uvfits: no visibilities");
    cluster.awaitPhase("bad", "Failed");
    assertEquals("observation.uvfits: no visibilities (exit code 3)", cluster.at("bad", "message"));
    flink.awaitGone("bad-1");
    assertEquals(List.of("bad-1"), List.copyOf(flink.created));
  }

  @Test
  void aJobManagerThatIsStartedAgainIsAnAttemptThatFailed() {
    cluster.submit("big", ON_FLINK + "retries: {limit: 1, backoff: 1 s}");
    flink.awaitWork("big-1");
    flink.crash("big-1", 137, "OOMKilled");
    flink.awaitWork("big-2");
    // Never two at a time, on the same scratch.
    assertEquals(List.of("big-2"), flink.there());
    flink.end("big-2", 0, "");
    cluster.awaitPhase("big", "Succeeded");
    assertEquals(List.of("big-1", "big-2"), List.copyOf(flink.created));
  }

  @Test
  void whatFlinksOperatorCannotMakeIsToldInItsWords() {
    fates.put("none-1", new PlayedFlink.Fate.Refused("pods \"none-1\" is forbidden: quota"));
    cluster.submit("none", ON_FLINK + "retries: {limit: 0}");
    cluster.awaitPhase("none", "Failed");
    assertEquals(
        "Flink's operator: pods \"none-1\" is forbidden: quota", cluster.at("none", "message"));
    flink.awaitGone("none-1");
  }

  @Test
  void theDeadlineEndsIt() {
    cluster.submit("late", ON_FLINK + "deadline: 3 s");
    cluster.awaitPhase("late", "Failed");
    assertEquals("the deadline has passed", cluster.at("late", "message"));
    flink.awaitGone("late-1");
  }

  @Test
  void deletionEndsItFirst() {
    cluster.submit("gone", ON_FLINK);
    flink.awaitWork("gone-1");
    cluster.named("gone").delete();
    cluster.await("gone", workflow -> workflow == null);
    assertEquals(List.of(), flink.there());
  }

  @Test
  void suspendedWorkEndsAndGoesOn() {
    cluster.submit("rest", ON_FLINK);
    flink.awaitWork("rest-1");
    cluster.schedule("rest", "Suspended");
    cluster.awaitPhase("rest", "Suspended");
    flink.awaitGone("rest-1");
    cluster.schedule("rest", "Running");
    flink.awaitWork("rest-2");
    flink.end("rest-2", 0, "");
    cluster.awaitPhase("rest", "Succeeded");
    assertEquals("0", cluster.at("rest", "failedAttempts"));
  }

  /** Before and after the API server has heard of each of its writing calls. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void killedBetweenAnyTwoOfItsCallsItLaunchesEachAttemptOnce(boolean isHeard)
      throws InterruptedException {
    int calls =
        cluster.killAtEachWrite(
            isHeard,
            () -> operator.ifPresent(FringeOperator::close),
            this::startOperator,
            name -> {
              fates.put(name + "-1", new PlayedFlink.Fate.Ends(4, "a bad day"));
              fates.put(
                  name + "-2",
                  new PlayedFlink.Fate.Ends(0, "{\"products\":[{\"did\":\"demo:" + name + "\"}]}"));
              cluster.submit(name, ON_FLINK + "retries: {limit: 1, backoff: 1 s}");
            },
            name -> {
              flink.awaitGone(name + "-2");
              assertEquals(
                  List.of(name + "-1", name + "-2"),
                  flink.created.stream().filter(n -> n.startsWith(name)).toList());
              assertEquals("2", cluster.at(name, "attempts"));
              assertEquals("1", cluster.at(name, "failedAttempts"));
            });
    assertTrue(calls > 8, "only " + calls + " calls");
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
                    "2",
                    "8Gi",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new FlinkSettings("fringe-flink:test", "fringe-flink", 2, "2Gi"))),
                Optional.empty()));
  }
}
