package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.FaultyCluster.Fate;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The operator is killed again and again, and its API server has bad days. The test plays the
 * cluster's nodes, by calls of its own: every pod that comes has done its work at once.
 */
@Tag("cluster")
class BadDaysTest {
  private static final int PATIENCE_SECONDS = 240;
  private static final int AT_ONCE = 20;
  private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
  private ClusterUnderTest cluster;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespace() throws IOException {
    cluster = ClusterUnderTest.connectWithoutCleaners("fringe-bad-days");
    cluster
        .client
        .batch()
        .v1()
        .jobs()
        .inNamespace(cluster.namespace)
        .inform(ClusterUnderTest.onAdd(job -> created.add(job.getMetadata().getName())));
    // Every pod that the cluster's job controller makes has done its work at once.
    cluster
        .client
        .pods()
        .inNamespace(cluster.namespace)
        .inform(
            ClusterUnderTest.onAdd(
                pod -> Thread.startVirtualThread(() -> cluster.end(pod, 0, ""))));
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      operator.ifPresent(FringeOperator::close);
      cluster.forgetWorkflows();
      cluster.close();
    }
  }

  @Test
  void killedAgainAndAgainUnder200WorkflowsItLaunchesEachOnce() throws InterruptedException {
    Random random = new Random(5);
    submit(200, "");
    startOperator();
    int kills = 0;
    while (ended() < 200 && kills < 12) {
      // Killed after so many calls that write, before or after the server has heard of the last.
      int calls = 1 + random.nextInt(150);
      boolean isHeard = random.nextBoolean();
      CountDownLatch dead = cluster.dieAtWrite(calls - 1, isHeard);
      if (dead.await(20, TimeUnit.SECONDS)) {
        kills++;
      }
      operator.ifPresent(FringeOperator::close);
      cluster.faulty.fates(_ -> new Fate.Pass());
      startOperator();
    }
    awaitAllEnded(200);
    assertTrue(kills >= 4, "killed " + kills + " times");
    assertEachLaunchedOnce(200);
    System.out.println("killed " + kills + " times under 200 workflows");
  }

  @Test
  void onBadDaysItRecoversWithoutAStorm() throws InterruptedException {
    Random random = new Random(7);
    AtomicInteger bad = new AtomicInteger(400);
    startOperator();
    cluster.faulty.fates(
        call -> {
          int fate = bad.decrementAndGet() > 0 ? random.nextInt(12) : 12;
          return switch (fate) {
            case 0 -> new Fate.Answer(429);
            case 1 -> new Fate.Answer(500);
            case 2 -> call.isWrite() ? new Fate.Answer(409) : new Fate.Pass();
            case 3 -> new Fate.CutBefore();
            case 4 -> new Fate.CutAfter();
            default -> new Fate.Pass();
          };
        });
    submit(40, "retries: {limit: 3, backoff: 1 s}");
    for (int i = 0; i < 5; i++) {
      cluster.faulty.endWatches();
    }
    awaitAllEnded(40);
    assertEachLaunchedOnce(40);
    cluster.faulty.fates(_ -> new Fate.Pass());
    System.out.println("40 workflows on bad days: " + cluster.faulty.counted());
  }

  /** It does not begin while the cluster fails to tell what it has; whatever had begun is ended. */
  @Test
  void onABadMorningItBeginsLate() {
    Map<String, Queue<Fate>> bad =
        Map.of(
            "LIST workflows",
            new ConcurrentLinkedQueue<>(
                List.of(new Fate.CutBefore(), new Fate.Answer(429), new Fate.Answer(500))),
            "LIST jobs",
            new ConcurrentLinkedQueue<>(List.of(new Fate.Answer(500))));
    cluster.faulty.fates(
        call ->
            Optional.ofNullable(bad.get(call.what()))
                .map(Queue::poll)
                .orElseGet(() -> new Fate.Pass()));
    startOperator();
    bad.forEach((what, fates) -> assertTrue(fates.isEmpty(), what));
    submit(3, "");
    awaitAllEnded(3);
    assertEachLaunchedOnce(3);
  }

  @Test
  void awayForAMinuteItIsAskedWithoutHasteAndAllGoesOn() throws InterruptedException {
    startOperator();
    submit(30, "");
    awaitAllEnded(30);
    submit("later", 20, "");
    cluster.faulty.fates(_ -> new Fate.CutBefore());
    cluster.faulty.endWatches();
    cluster.faulty.counted();
    // It is really away: what is counted is what real timers do.
    assertTrue(!new CountDownLatch(1).await(60, TimeUnit.SECONDS));
    Map<String, Integer> calls = cluster.faulty.counted();
    cluster.faulty.fates(_ -> new Fate.Pass());
    int all = calls.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("calls while the API server was away for a minute: " + all + " " + calls);
    assertTrue(all < 400, "calls: " + calls);
    awaitAllEnded(50);
    assertEachLaunchedOnce(50);
  }

  private void assertEachLaunchedOnce(int count) {
    List<String> names = List.copyOf(created);
    Map<String, Long> times =
        names.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
    times.values().removeIf(n -> n == 1);
    assertEquals(Map.of(), times, "launched more than once");
    assertEquals(count, names.size(), "lost, or tried without a reason");
    for (WorkflowResource workflow : workflows()) {
      String name = workflow.getMetadata().getName();
      assertEquals("Succeeded", workflow.getStatus().get("phase"), name);
      assertEquals(1, workflow.getStatus().get("attempts"), name);
    }
    assertFair(names);
  }

  /** Who came in an earlier second is launched earlier, but for those that may work at once. */
  private void assertFair(List<String> jobs) {
    Map<String, String> came =
        workflows().stream()
            .collect(
                Collectors.toMap(
                    w -> w.getMetadata().getName() + "-1",
                    w -> w.getMetadata().getCreationTimestamp()));
    for (int i = 0; i < jobs.size(); i++) {
      String here = came.get(jobs.get(i));
      long overtaken =
          jobs.stream().skip(i + 1L).filter(job -> came.get(job).compareTo(here) < 0).count();
      assertTrue(overtaken <= AT_ONCE, jobs.get(i) + " overtook " + overtaken);
    }
  }

  private void startOperator() {
    operator =
        Optional.of(
            FringeOperator.start(
                cluster.faulty.client(),
                ClusterUnderTest.settings(Set.of(cluster.namespace), AT_ONCE),
                Optional.empty()));
  }

  private void submit(int count, String more) {
    submit("w", count, more);
  }

  private void submit(String prefix, int count, String more) {
    IntStream.range(0, count).forEach(i -> cluster.submit("%s-%03d".formatted(prefix, i), more));
  }

  private List<WorkflowResource> workflows() {
    return cluster
        .client
        .resources(WorkflowResource.class)
        .inNamespace(cluster.namespace)
        .list()
        .getItems();
  }

  private long ended() {
    return workflows().stream().filter(BadDaysTest::hasEnded).count();
  }

  private static boolean hasEnded(WorkflowResource workflow) {
    return workflow.getStatus() != null && workflow.getStatus().get("finishedAt") != null;
  }

  private void awaitAllEnded(int count) {
    try {
      cluster
          .client
          .resources(WorkflowResource.class)
          .inNamespace(cluster.namespace)
          .informOnCondition(all -> all.stream().filter(BadDaysTest::hasEnded).count() >= count)
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not ended: " + notEnded(), e);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With what the cluster has of their work: whether the operator or its cluster is behind. */
  private List<String> notEnded() {
    return workflows().stream()
        .filter(workflow -> !hasEnded(workflow))
        .map(
            workflow -> {
              String name = workflow.getMetadata().getName();
              List<String> pods =
                  cluster
                      .client
                      .pods()
                      .inNamespace(cluster.namespace)
                      .withLabel("batch.kubernetes.io/job-name", name + "-1")
                      .list()
                      .getItems()
                      .stream()
                      .map(pod -> pod.getStatus().getPhase())
                      .toList();
              return "%s: %s, launched %s, pods %s"
                  .formatted(name, workflow.getStatus(), created.contains(name + "-1"), pods);
            })
        .toList();
  }
}
