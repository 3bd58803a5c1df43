package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.operator.FaultyCluster.Fate;
import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
  private final String namespace = "fringe-bad-days-" + UUID.randomUUID();
  private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
  private KubernetesClient cluster;
  private FaultyCluster faulty;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespace() throws IOException {
    cluster = TestCluster.connect();
    faulty = new FaultyCluster(TestCluster.config());
    TestCluster.define(cluster, ResourceDefinition.WORKFLOW.yaml());
    TestCluster.createNamespace(cluster, namespace, Map.of());
    cluster
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .inform(onAdd(job -> created.add(job.getMetadata().getName())));
    // Every pod that the cluster's job controller makes has done its work at once.
    cluster
        .pods()
        .inNamespace(namespace)
        .inform(onAdd(pod -> Thread.startVirtualThread(() -> end(pod))));
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      operator.ifPresent(FringeOperator::close);
      faulty.close();
      var all = cluster.resources(WorkflowResource.class).inNamespace(namespace);
      all.list()
          .getItems()
          .forEach(
              w ->
                  all.withName(w.getMetadata().getName())
                      .edit(
                          gone -> {
                            gone.getMetadata().setFinalizers(List.of());
                            return gone;
                          }));
      cluster.namespaces().withName(namespace).delete();
      cluster.close();
    }
  }

  /** What is told of things that come. */
  private static <T> ResourceEventHandler<T> onAdd(Consumer<T> come) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T thing) {
        come.accept(thing);
      }

      @Override
      public void onUpdate(T before, T now) {}

      @Override
      public void onDelete(T thing, boolean isStateUnknown) {}
    };
  }

  private void end(Pod pod) {
    cluster
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"phase": "Succeeded", "containerStatuses": [{"name": "fringe",
             "image": "fringe:test", "imageID": "none", "ready": false, "restartCount": 0,
             "state": {"terminated": {"exitCode": 0}}}]}}
            """);
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
      CountDownLatch dead = new CountDownLatch(1);
      int[] left = {calls};
      faulty.fates(
          call -> {
            synchronized (left) {
              if (left[0] <= 0) {
                return new Fate.CutBefore();
              } else if (call.isWrite() && --left[0] == 0) {
                dead.countDown();
                return isHeard ? new Fate.CutAfter() : new Fate.CutBefore();
              }
              return new Fate.Pass();
            }
          });
      if (dead.await(20, TimeUnit.SECONDS)) {
        kills++;
      }
      operator.ifPresent(FringeOperator::close);
      faulty.fates(_ -> new Fate.Pass());
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
    faulty.fates(
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
      faulty.endWatches();
    }
    awaitAllEnded(40);
    assertEachLaunchedOnce(40);
    faulty.fates(_ -> new Fate.Pass());
    System.out.println("40 workflows on bad days: " + faulty.counted());
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
    faulty.fates(
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
    faulty.fates(_ -> new Fate.CutBefore());
    faulty.endWatches();
    faulty.counted();
    // It is really away: what is counted is what real timers do.
    assertTrue(!new CountDownLatch(1).await(60, TimeUnit.SECONDS));
    Map<String, Integer> calls = faulty.counted();
    faulty.fates(_ -> new Fate.Pass());
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
                faulty.client(),
                ClusterUnderTest.settings(Set.of(namespace), AT_ONCE),
                Optional.empty()));
  }

  private void submit(int count, String more) {
    submit("w", count, more);
  }

  private void submit(String prefix, int count, String more) {
    List<WorkflowResource> all = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            i ->
                all.add(
                    cluster
                        .getKubernetesSerialization()
                        .unmarshal(
                            """
                            apiVersion: fringe.dev/v1alpha1
                            kind: Workflow
                            metadata: {name: %s-%03d, namespace: %s}
                            spec:
                              inputs: [{did: "demo:observation"}]
                              %s
                            """
                                .formatted(prefix, i, namespace, more),
                            WorkflowResource.class)));
    all.forEach(workflow -> cluster.resource(workflow).create());
  }

  private List<WorkflowResource> workflows() {
    return cluster.resources(WorkflowResource.class).inNamespace(namespace).list().getItems();
  }

  private long ended() {
    return workflows().stream()
        .filter(w -> w.getStatus() != null && w.getStatus().get("finishedAt") != null)
        .count();
  }

  private void awaitAllEnded(int count) {
    cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .informOnCondition(
            all ->
                all.stream()
                        .filter(
                            w -> w.getStatus() != null && w.getStatus().get("finishedAt") != null)
                        .count()
                    >= count)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
