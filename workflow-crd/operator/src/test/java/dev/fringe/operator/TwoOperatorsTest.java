package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.cluster.testing.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two operators with one lease, each a process, before a real API server. */
@Tag("cluster")
class TwoOperatorsTest {
  /** A lease lasts 15 s, and is asked for every 2 s; the rest is for a busy machine. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(45);

  private final List<Running> all = new ArrayList<>();
  private ClusterUnderTest cluster;

  /** One of them. */
  private record Running(Process process, FaultyCluster calls, URI page) {
    boolean hasLaunched() {
      return calls.counted().containsKey("POST jobs");
    }

    int probe(String path) throws IOException, InterruptedException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client
            .send(
                HttpRequest.newBuilder(page.resolve(path)).build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
      }
    }
  }

  /** The process: its arguments are where its API server is, and the namespace. */
  static final class OperatorProcess {
    private OperatorProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      OperatorSettings settings = ClusterUnderTest.settings(Set.of(args[1]), 10);
      try (FringeOperator operator =
              new FringeOperator(
                  FaultyCluster.client(args[0]), settings, Optional.of(args[1]), Optional.empty());
          HealthPage page = HealthPage.on(Optional.of(0), operator, operator::metrics)) {
        operator.begin();
        System.out.println(page.address().orElseThrow());
        new CountDownLatch(1).await();
      }
    }
  }

  @BeforeEach
  void aNamespace() throws IOException {
    cluster = ClusterUnderTest.connect("fringe-two");
  }

  @AfterEach
  void clean() throws InterruptedException {
    for (Running one : all) {
      one.process.destroyForcibly().waitFor();
      one.calls.close();
    }
    if (cluster != null) {
      cluster.forgetWorkflows();
      cluster.close();
    }
  }

  @Test
  void oneLeadsAndWhenItIsKilledTheOtherTakesOver() throws Exception {
    aLeaderIsLost(leader -> leader.process.destroyForcibly().waitFor());
  }

  /** A leader that is cut off ends by itself. */
  @Test
  void oneThatLosesTheApiServerEndsAndTheOtherTakesOver() throws Exception {
    Running leader =
        aLeaderIsLost(
            one -> {
              one.calls.fates(_ -> new FaultyCluster.Fate.CutBefore());
              one.calls.endWatches();
            });
    assertTrue(leader.process.waitFor(TAKEN_OVER.toSeconds(), TimeUnit.SECONDS), "it goes on");
    assertEquals(4, leader.process.exitValue());
  }

  /** How a leader gets lost. */
  @FunctionalInterface
  private interface Loss {
    void of(Running leader) throws Exception;
  }

  /** Of two, and the other goes on. */
  private Running aLeaderIsLost(Loss loss) throws Exception {
    Running one = start();
    Running other = start();
    submitAndAwait("before");
    Running leader = leader(one, other);
    Running standby = leader.equals(one) ? other : one;
    assertEquals(200, standby.probe("/readyz"));
    assertEquals(200, standby.probe("/livez"));
    loss.of(leader);
    takesOver(standby);
    assertEachLaunchedOnce("before", "after-0", "after-1", "after-2");
    return leader;
  }

  private Running start() throws IOException {
    FaultyCluster calls = new FaultyCluster(TestCluster.config());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorProcess.class.getName(),
                calls.address(),
                cluster.namespace)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String page =
        process
            .inputReader()
            .lines()
            .filter(line -> line.startsWith("http"))
            .findFirst()
            .orElseThrow();
    Running running = new Running(process, calls, URI.create(page));
    all.add(running);
    return running;
  }

  private static Running leader(Running one, Running other) {
    boolean isOne = one.hasLaunched();
    assertTrue(isOne != other.hasLaunched(), "both have launched, or none");
    return isOne ? one : other;
  }

  private void takesOver(Running standby) {
    long start = System.nanoTime();
    submitAndAwait("after-0");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("taken over in " + took.toMillis() + " ms");
    assertTrue(took.compareTo(TAKEN_OVER) < 0, "taken over in " + took);
    assertTrue(standby.hasLaunched());
    submitAndAwait("after-1");
    submitAndAwait("after-2");
  }

  /** Until it is launched, and the status tells so. */
  private void submitAndAwait(String name) {
    cluster.submit(name, "");
    cluster.awaitPhase(name, "Running");
  }

  private void assertEachLaunchedOnce(String... workflows) {
    List<String> jobs =
        cluster.client.batch().v1().jobs().inNamespace(cluster.namespace).list().getItems().stream()
            .map(job -> job.getMetadata().getName())
            .sorted()
            .toList();
    assertEquals(List.of(workflows).stream().map(w -> w + "-1").sorted().toList(), jobs);
    cluster
        .client
        .resources(WorkflowResource.class)
        .inNamespace(cluster.namespace)
        .list()
        .getItems()
        .forEach(w -> assertEquals(1, w.getStatus().get("attempts"), w.getMetadata().getName()));
  }
}
