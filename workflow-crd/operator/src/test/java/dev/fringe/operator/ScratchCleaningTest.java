package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fringe.operator.FaultyCluster.Fate;
import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  private static final long PATIENCE_SECONDS = 120;
  private static final String SCRATCH = ", scratch: 's3://bucket/scratch'";
  private final String namespace = "fringe-cleaning-" + UUID.randomUUID();
  private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
  private KubernetesClient cluster;
  private FaultyCluster faulty;
  private Optional<FringeOperator> operator = Optional.empty();

  @BeforeEach
  void aNamespaceWithAnOperator() throws IOException {
    String kubeconfig = System.getProperty("fringe.cluster", "");
    assumeFalse(
        kubeconfig.isEmpty() || kubeconfig.startsWith("${"),
        "skipped: no Kubernetes cluster; set KUBECONFIG and run with -Pcluster");
    Config config = Config.fromKubeconfig(new File(kubeconfig));
    cluster = new KubernetesClientBuilder().withConfig(config).build();
    faulty = new FaultyCluster(config);
    cluster.resource(ResourceDefinition.WORKFLOW.yaml()).forceConflicts().serverSideApply();
    cluster
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    cluster
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .inform(onAdd(job -> created.add(job.getMetadata().getName())));
    startOperator();
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      cluster.namespaces().withName(namespace).delete();
      operator.ifPresent(FringeOperator::close);
      cluster.resources(WorkflowResource.class).inNamespace(namespace).list().getItems().stream()
          .filter(w -> !w.getMetadata().getFinalizers().isEmpty())
          .forEach(
              w ->
                  cluster
                      .resource(w)
                      .patch(
                          PatchContext.of(PatchType.JSON_MERGE),
                          "{\"metadata\":{\"finalizers\":null}}"));
      faulty.close();
      cluster.close();
    }
  }

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

  @Test
  void whatAFailedRunLeftIsRemovedByOneJobBeforeTheWorkflowGoes() {
    String uid = failed("bad");
    PodSpec run = pod("bad-1").getSpec();
    named("bad").delete();
    Pod pod = pod(cleaning("bad", uid));
    assertEquals(
        List.of("clean", "/workflow/workflow.yaml"),
        pod.getSpec().getContainers().getFirst().getArgs());
    assertEquals(uid, variable(pod.getSpec(), "FRINGE_OWNER"));
    assertEquals(uid, variable(run, "FRINGE_OWNER"));
    assertEquals(namespace + "/bad", variable(run, "FRINGE_WORKFLOW"));
    assertEquals(
        run.getContainers().getFirst().getEnvFrom(),
        pod.getSpec().getContainers().getFirst().getEnvFrom());
    assertTrue(named("bad").get() != null, "it is gone before its scratch is");
    end(pod, 0, "");
    awaitGone("bad");
    assertEquals(List.of("bad-1", cleaning("bad", uid)), List.copyOf(created));
    assertEquals("Normal", event("ScratchRemoved").getType());
  }

  @Test
  void whatCannotBeRemovedIsToldAndTheWorkflowGoes() {
    String uid = failed("left");
    named("left").delete();
    playNode(pod -> end(pod, 4, "fringe: s3://bucket: access denied"));
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
    submit("never", SCRATCH + ", scheduling: {state: Suspended}");
    await("never", "Suspended");
    submit("done", SCRATCH);
    end(pod("done-1"), 0, "");
    await("done", "Succeeded");
    submit("none", "");
    end(pod("none-1"), 3, "");
    await("none", "Failed");
    for (String name : List.of("never", "done", "none")) {
      named(name).delete();
      awaitGone(name);
    }
    assertEquals(Set.of("done-1", "none-1"), Set.copyOf(created));
  }

  @Test
  void runningWorkEndsFirstAlsoWhereWhatItOwnsIsDeletedInTheForeground() {
    submit("long", SCRATCH);
    pod("long-1");
    await("long", "Running");
    String uid = named("long").get().getMetadata().getUid();
    named("long").withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
    end(pod(cleaning("long", uid)), 0, "");
    awaitGone("long");
    assertEquals(List.of("long-1", cleaning("long", uid)), List.copyOf(created));
  }

  @Test
  void aNamespaceThatIsDeletedIsNotHeldUp() {
    failed("bad");
    cluster.namespaces().withName(namespace).delete();
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
      faulty.fates(
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
                Pod pod = pod(cleaning(name, uid));
                end(pod, 0, "");
              });
      named(name).delete();
      boolean wasKilled = dead.await(20, TimeUnit.SECONDS);
      operator.ifPresent(FringeOperator::close);
      faulty.fates(_ -> new Fate.Pass());
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
    submit(name, SCRATCH);
    end(pod(name + "-1"), 3, "");
    await(name, "Failed");
    return named(name).get().getMetadata().getUid();
  }

  private void startOperator() {
    operator =
        Optional.of(
            FringeOperator.start(
                faulty.client(),
                new OperatorSettings(
                    Set.of(namespace),
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

  private void submit(String name, String more) {
    cluster
        .resource(
            cluster
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: fringe.dev/v1alpha1
                    kind: Workflow
                    metadata: {name: %s, namespace: %s}
                    spec: {inputs: [{did: "demo:observation"}]%s}
                    """
                        .formatted(name, namespace, more),
                    WorkflowResource.class))
        .create();
  }

  private Pod pod(String job) {
    return cluster
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", job)
        .waitUntilCondition(Objects::nonNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void playNode(Consumer<Pod> play) {
    cluster
        .pods()
        .inNamespace(namespace)
        .withLabelNotIn("batch.kubernetes.io/job-name", "left-1")
        .inform(onAdd(pod -> Thread.startVirtualThread(() -> play.accept(pod))));
  }

  private void end(Pod pod, int exitCode, String message) {
    cluster
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"phase": "%s", "containerStatuses": [{"name": "fringe",
             "image": "fringe:test", "imageID": "none", "ready": false, "restartCount": 0,
             "state": {"terminated": {"exitCode": %d, "message": "%s"}}}]}}
            """
                .formatted(exitCode == 0 ? "Succeeded" : "Failed", exitCode, message));
  }

  private void await(String name, String phase) {
    named(name)
        .waitUntilCondition(
            w -> w != null && w.getStatus() != null && phase.equals(w.getStatus().get("phase")),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  private void awaitGone(String name) {
    named(name).waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Event event(String reason) {
    return cluster.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> reason.equals(event.getReason()))
        .findFirst()
        .orElseThrow();
  }

  private Resource<WorkflowResource> named(String name) {
    return cluster.resources(WorkflowResource.class).inNamespace(namespace).withName(name);
  }
}
