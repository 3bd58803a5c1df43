package dev.fringe.operator.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.operator.FaultyCluster;
import dev.fringe.operator.FaultyCluster.Fate;
import dev.fringe.operator.WorkflowResource;
import dev.fringe.operator.schedule.core.Found;
import dev.fringe.workflow.crd.ResourceDefinition;
import dev.fringe.workflow.schedule.Source;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schedules on a real API server, with its admission and garbage collection. */
@Tag("cluster")
class ScheduleOnClusterTest {
  private static final long PATIENCE_SECONDS = 60;
  private final String namespace = "fringe-schedules-" + UUID.randomUUID();
  private final Files files = new Files();
  private KubernetesClient cluster;
  private Optional<Operator> operator = Optional.empty();

  /** A source that the test fills. */
  private static final class Files implements FileSource {
    final List<Found> there = new CopyOnWriteArrayList<>();

    void put(String name) {
      there.add(
          new Found(
              "obs:" + name,
              true,
              name,
              Instant.parse("2026-03-01T10:00:00Z"),
              "",
              Found.State.WHOLE,
              Optional.of("M87"),
              Optional.empty()));
    }

    @Override
    public List<Found> look(Source source, Predicate<String> isWanted) {
      return there.stream().filter(file -> isWanted.test(file.id())).toList();
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void aNamespaceWithAnOperator() {
    cluster = TestCluster.connect();
    for (ResourceDefinition definition : ResourceDefinition.values()) {
      TestCluster.define(cluster, definition.yaml());
    }
    TestCluster.createNamespace(cluster, namespace, Map.of());
    startOperator();
  }

  @AfterEach
  void clean() {
    operator.ifPresent(Operator::stop);
    if (cluster != null) {
      cluster.namespaces().withName(namespace).delete();
      cluster.close();
    }
  }

  @Test
  void aNewFileBecomesAWorkflowOnceAndForAll() {
    files.put("a.uvfits");
    submit("plain", "");
    awaitTaken("plain", 1);
    WorkflowResource workflow = workflows().getFirst();
    assertEquals("plain", workflow.getMetadata().getLabels().get("fringe.dev/schedule"));
    assertEquals("M87", workflow.getMetadata().getLabels().get("target"));
    assertTrue(workflow.getSpec().get("inputs").toString().contains("obs:a.uvfits"));
    assertTrue(workflow.getSpec().get("scheduling").toString().contains("state=Running"));
    assertEquals(List.of(), workflow.getMetadata().getFinalizers());
    ConfigMap ledger = cluster.configMaps().inNamespace(namespace).withName("plain-taken-0").get();
    assertEquals(22, ledger.getData().get("taken").length());
    assertEquals("[]", ledger.getData().get("held"));
    cluster.resource(workflow).delete();
    files.put("b.uvfits");
    again("plain");
    awaitTaken("plain", 2);
    assertEquals(1, workflows().size());
    assertTrue(workflows().getFirst().getSpec().get("inputs").toString().contains("b.uvfits"));
  }

  @Test
  void whatGoesWithTheScheduleAndWhatComesBackWithIt() {
    files.put("a.uvfits");
    submit("kept", "");
    awaitTaken("kept", 1);
    awaitCollector();
    schedules().withName("kept").withPropagationPolicy(orphan()).delete();
    awaitOrphans();
    submit("kept", "");
    awaitTaken("kept", 1);
    assertEquals(1, workflows().size(), "the ledger is gone on with");
    schedules().withName("kept").delete();
    cluster
        .configMaps()
        .inNamespace(namespace)
        .withName("kept-taken-0")
        .waitUntilCondition(map -> map == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void anOperatorThatComesBackTakesNothingTwice() {
    for (int i = 0; i < 20; i++) {
      files.put(i + ".uvfits");
    }
    submit("many", "most: 7");
    awaitTaken("many", 7);
    operator.ifPresent(Operator::stop);
    for (WorkflowResource workflow : workflows()) {
      finish(workflow);
    }
    startOperator();
    awaitTaken("many", 14);
    assertEquals(14, workflows().size());
    assertEquals(
        14, workflows().stream().map(w -> w.getSpec().get("inputs").toString()).distinct().count());
  }

  @Test
  void aFileThatMakesNoRightWorkflowIsToldAndWaits() {
    files.put("bad name.uvfits");
    submit("odd", "");
    schedules()
        .withName("odd")
        .waitUntilCondition(
            s -> s.getStatus() != null && String.valueOf(s.getStatus()).contains("DoesNotFit"),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
    assertEquals(0, workflows().size());
    assertTrue(
        cluster.v1().events().inNamespace(namespace).list().getItems().stream()
            .anyMatch(e -> e.getReason().equals("TemplateDoesNotFit")));
  }

  /** Killed at each of the calls that write, with the server having heard of it, or not. */
  @Test
  void killedAtAnyOfItsCallsItTakesEachFileOnce() throws IOException, InterruptedException {
    operator.ifPresent(Operator::stop);
    List.of("a", "b", "c").forEach(name -> files.put(name + ".uvfits"));
    try (FaultyCluster faulty = new FaultyCluster(TestCluster.config())) {
      for (int call = 1; call <= 14; call++) {
        boolean isHeard = call % 2 == 0;
        String name = "killed-" + call;
        submit(name, "");
        CountDownLatch dead = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(call);
        faulty.fates(
            c -> {
              if (left.get() <= 0) {
                return new Fate.CutBefore();
              } else if (c.isWrite() && left.decrementAndGet() == 0) {
                dead.countDown();
                return isHeard ? new Fate.CutAfter() : new Fate.CutBefore();
              }
              return new Fate.Pass();
            });
        startOperator(faulty.client());
        assertTrue(dead.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "call " + call + " never came");
        operator.ifPresent(Operator::stop);
        List<String> before = uids(name);
        faulty.fates(_ -> new Fate.Pass());
        startOperator(faulty.client());
        awaitTaken(name, 3);
        operator.ifPresent(Operator::stop);
        assertEquals(3, uids(name).size(), "killed at call " + call);
        assertTrue(uids(name).containsAll(before), "killed at call " + call);
        assertTrue(
            workflows().stream().allMatch(w -> w.getMetadata().getFinalizers().isEmpty()),
            "killed at call " + call);
        schedules().withName(name).delete();
      }
    }
  }

  private List<String> uids(String schedule) {
    return cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .withLabel("fringe.dev/schedule", schedule)
        .list()
        .getItems()
        .stream()
        .map(w -> w.getMetadata().getUid())
        .toList();
  }

  private void startOperator() {
    startOperator(TestCluster.connect());
  }

  private void startOperator(KubernetesClient through) {
    Operator started =
        new Operator(
            configuration ->
                configuration
                    .withKubernetesClient(through)
                    .withUseSSAToPatchPrimaryResource(false));
    // It is always a bit later than the schedule's creation: its first minute has come.
    Clock ahead = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofMinutes(1));
    started.register(
        new ScheduleReconciler(through, files, ahead),
        configuration -> configuration.settingNamespaces(namespace));
    started.start();
    operator = Optional.of(started);
  }

  private void submit(String name, String more) {
    cluster
        .resource(
            cluster
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: fringe.dev/v1alpha1
                    kind: WorkflowSchedule
                    metadata: {name: %s, namespace: %s}
                    spec:
                      schedules: ["* * * * *"]
                      source: {dataset: {did: "obs:night"}}
                      template:
                        metadata: {labels: {target: "{{input.target}}"}}
                        spec: {inputs: [{did: "{{input.did}}"}]}
                      %s
                    """
                        .formatted(name, namespace, more),
                    ScheduleResource.class))
        .create();
  }

  /** Has the schedule looked at: as if its minute had come. */
  private void again(String name) {
    schedules()
        .withName(name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"lookAgain\": \"2026-01-01T00:00:00Z\"}}");
    schedules()
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"most\": 99}}");
  }

  private void finish(WorkflowResource workflow) {
    cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .withName(workflow.getMetadata().getName())
        .editStatus(
            w -> {
              w.setStatus(new java.util.HashMap<>(java.util.Map.of("phase", "Succeeded")));
              return w;
            });
  }

  private void awaitTaken(String name, int count) {
    schedules()
        .withName(name)
        .waitUntilCondition(
            s ->
                s != null
                    && s.getStatus() != null
                    && String.valueOf(count).equals(String.valueOf(s.getStatus().get("taken"))),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  /**
   * Kubernetes' collector of garbage orphans what it knows of, and soon collects the rest. It
   * learns of things in their order: once it has collected one whose owner is nobody, it knows all
   * before.
   */
  private void awaitCollector() {
    WorkflowResource nobodys =
        cluster
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: fringe.dev/v1alpha1
                kind: Workflow
                metadata:
                  name: nobodys
                  ownerReferences:
                    - {apiVersion: fringe.dev/v1alpha1, kind: WorkflowSchedule, name: never, uid: never}
                spec: {inputs: [{file: /data/a.uvfits}], scheduling: {state: Suspended}}
                """,
                WorkflowResource.class);
    var workflow = cluster.resources(WorkflowResource.class).inNamespace(namespace);
    workflow.resource(nobodys).create();
    workflow
        .withName("nobodys")
        .waitUntilCondition(w -> w == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void awaitOrphans() {
    schedules()
        .withName("kept")
        .waitUntilCondition(s -> s == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static io.fabric8.kubernetes.api.model.DeletionPropagation orphan() {
    return io.fabric8.kubernetes.api.model.DeletionPropagation.ORPHAN;
  }

  private List<WorkflowResource> workflows() {
    return cluster.resources(WorkflowResource.class).inNamespace(namespace).list().getItems();
  }

  private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
          ScheduleResource,
          io.fabric8.kubernetes.api.model.KubernetesResourceList<ScheduleResource>,
          io.fabric8.kubernetes.client.dsl.Resource<ScheduleResource>>
      schedules() {
    return cluster.resources(ScheduleResource.class).inNamespace(namespace);
  }
}
