package dev.fringe.operator;

import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A real API server with namespaces of the test's own, that let in restricted pods only. Its test
 * plays the kubelet, but for the pods that clean up; operators reach the server through {@link
 * FaultyCluster}.
 */
final class ClusterUnderTest implements AutoCloseable {
  static final long PATIENCE_SECONDS = 90;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  final KubernetesClient client;
  final FaultyCluster faulty;
  final String namespace;
  private final boolean cleans;
  private final List<String> namespaces = new ArrayList<>();

  private ClusterUnderTest(String prefix, boolean cleans) throws IOException {
    client = TestCluster.connect();
    faulty = new FaultyCluster(TestCluster.config());
    this.cleans = cleans;
    TestCluster.define(client, ResourceDefinition.WORKFLOW.yaml());
    namespace = namespace(prefix);
  }

  /** Skips the test where there is no cluster. */
  static ClusterUnderTest connect(String prefix) throws IOException {
    return new ClusterUnderTest(prefix, true);
  }

  /** The same, whose test plays the pods that clean up as well. */
  static ClusterUnderTest connectWithoutCleaners(String prefix) throws IOException {
    return new ClusterUnderTest(prefix, false);
  }

  /** Small jobs, without anything that a site may add. */
  static OperatorSettings settings(Set<String> namespaces, int workingAtOnce) {
    return new OperatorSettings(
        namespaces,
        "fringe:test",
        workingAtOnce,
        "100m",
        "64Mi",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** One more namespace. */
  String namespace(String prefix) {
    String name = prefix + "-" + UUID.randomUUID();
    TestCluster.createNamespace(
        client, name, Map.of("pod-security.kubernetes.io/enforce", "restricted"));
    namespaces.add(name);
    if (cleans) {
      client.pods().inNamespace(name).inform(onAdd(this::cleanAtOnce));
    }
    return name;
  }

  /** What is told of things that come. */
  static <T> ResourceEventHandler<T> onAdd(Consumer<T> come) {
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

  /** Pods that remove what deleted workflows have left do so at once. */
  private void cleanAtOnce(Pod pod) {
    String job =
        pod.getMetadata().getLabels() == null
            ? null
            : pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name");
    if (job != null && job.contains("-clean-")) {
      Thread.startVirtualThread(() -> end(pod, 0, ""));
    }
  }

  void submit(String name, String spec) {
    submit(namespace, name, spec);
  }

  void submit(String in, String name, String spec) {
    client
        .resource(
            client
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
                        .formatted(name, in, spec.replace("\n", "\n  ")),
                    WorkflowResource.class))
        .create();
  }

  Resource<WorkflowResource> named(String name) {
    return named(namespace, name);
  }

  Resource<WorkflowResource> named(String in, String name) {
    return client.resources(WorkflowResource.class).inNamespace(in).withName(name);
  }

  void await(String name, Predicate<WorkflowResource> condition) {
    named(name).waitUntilCondition(condition, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void awaitPhase(String name, String expected) {
    awaitPhase(namespace, name, expected);
  }

  void awaitPhase(String in, String name, String expected) {
    named(in, name)
        .waitUntilCondition(
            workflow -> workflow != null && at(workflow, "phase").equals(expected),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  /** What stands at a path of the status; empty for nothing. */
  String at(String name, String... path) {
    return at(named(name).get(), path);
  }

  static String at(WorkflowResource workflow, String... path) {
    Object here = workflow.getStatus();
    for (String name : path) {
      here = here instanceof Map<?, ?> tree ? tree.get(name) : null;
    }
    return here == null ? "" : here.toString();
  }

  /** Sets {@code scheduling.state}. */
  void schedule(String name, String state) {
    named(name).patch(MERGE, "{\"spec\": {\"scheduling\": {\"state\": \"" + state + "\"}}}");
  }

  Pod pod(String job) {
    return pod(namespace, job);
  }

  /** The pod that the cluster's own controller has made for a job. */
  Pod pod(String in, String job) {
    return client
        .pods()
        .inNamespace(in)
        .withLabel("batch.kubernetes.io/job-name", job)
        .waitUntilCondition(pod -> pod != null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What a kubelet tells once the container has ended. */
  void end(Pod pod, int exitCode, String message) {
    client
        .resource(pod)
        .subresource("status")
        .patch(
            MERGE,
            "{\"status\": "
                + client
                    .getKubernetesSerialization()
                    .asJson(
                        Map.of(
                            "phase",
                            exitCode == 0 ? "Succeeded" : "Failed",
                            "containerStatuses",
                            List.of(
                                Map.of(
                                    "name",
                                    "fringe",
                                    "image",
                                    "fringe:test",
                                    "imageID",
                                    "none",
                                    "ready",
                                    false,
                                    "restartCount",
                                    0,
                                    "state",
                                    Map.of(
                                        "terminated",
                                        Map.of("exitCode", exitCode, "message", message))))))
                + "}");
  }

  /** From now on, an operator is dead after so many calls that write. */
  CountDownLatch dieAtWrite(int calls, boolean isHeard) {
    CountDownLatch dead = new CountDownLatch(1);
    int[] left = {calls};
    faulty.fates(
        call -> {
          synchronized (left) {
            if (left[0] < 0) {
              return new FaultyCluster.Fate.CutBefore();
            }
            if (call.isWrite() && left[0]-- == 0) {
              dead.countDown();
              return isHeard
                  ? new FaultyCluster.Fate.CutAfter()
                  : new FaultyCluster.Fate.CutBefore();
            }
            return new FaultyCluster.Fate.Pass();
          }
        });
    return dead;
  }

  /**
   * Kills an operator at each of its writing calls in turn, in one workflow's life after another,
   * until it outlives one; each life ends well.
   *
   * @param isHeard whether the server hears of the call that it is killed at
   * @param stop ends the operator that works, if one does
   * @param start starts one
   * @param begin submits the workflow of a name
   * @param end judges what its life has left
   * @return how many lives that took, the last without a kill
   */
  int killAtEachWrite(
      boolean isHeard, Runnable stop, Runnable start, Consumer<String> begin, Consumer<String> end)
      throws InterruptedException {
    for (int calls = 0; ; calls++) {
      stop.run();
      CountDownLatch dead = dieAtWrite(calls, isHeard);
      start.run();
      String name = "kill-" + calls + (isHeard ? "-after" : "-before");
      begin.accept(name);
      boolean isLast = !dead.await(12, TimeUnit.SECONDS);
      stop.run();
      faulty.fates(_ -> new FaultyCluster.Fate.Pass());
      start.run();
      awaitPhase(name, "Succeeded");
      end.accept(name);
      if (isLast) {
        System.out.println(
            "killed %s each of %d writing calls of a workflow's life"
                .formatted(isHeard ? "after" : "before", calls));
        return calls + 1;
      }
    }
  }

  /** To be called while an operator works still: it has finalizers to take away. */
  void deleteWorkflows() {
    for (String in : namespaces) {
      var all = client.resources(WorkflowResource.class).inNamespace(in);
      List<WorkflowResource> there = all.list().getItems();
      there.forEach(workflow -> all.withName(workflow.getMetadata().getName()).delete());
      there.forEach(
          workflow ->
              all.withName(workflow.getMetadata().getName())
                  .waitUntilCondition(w -> w == null, PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
  }

  /** To be called when no operator works any more: takes what is left of their finalizers away. */
  void forgetWorkflows() {
    for (String in : namespaces) {
      client.resources(WorkflowResource.class).inNamespace(in).list().getItems().stream()
          .filter(workflow -> !workflow.getMetadata().getFinalizers().isEmpty())
          .forEach(
              workflow ->
                  client.resource(workflow).patch(MERGE, "{\"metadata\": {\"finalizers\": null}}"));
    }
  }

  @Override
  public void close() {
    faulty.close();
    namespaces.forEach(name -> client.namespaces().withName(name).delete());
    client.close();
  }
}
