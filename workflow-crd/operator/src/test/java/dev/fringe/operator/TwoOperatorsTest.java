package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two operators with one lease, each a process, before a real API server. */
@Tag("cluster")
class TwoOperatorsTest {
  private static final int PATIENCE_SECONDS = 120;

  /** A lease lasts 15 s, and is asked for every 2 s; the rest is for a busy machine. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(45);

  private final String namespace = "fringe-two-" + UUID.randomUUID();
  private final List<Running> all = new ArrayList<>();
  private Config config;
  private KubernetesClient cluster;

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
      OperatorSettings settings =
          new OperatorSettings(
              Set.of(args[1]),
              "fringe:test",
              10,
              "100m",
              "64Mi",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
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
  void aNamespace() {
    String kubeconfig = System.getProperty("fringe.cluster", "");
    assumeFalse(
        kubeconfig.isEmpty() || kubeconfig.startsWith("${"),
        "skipped: no Kubernetes cluster; set KUBECONFIG and run with -Pcluster");
    config = Config.fromKubeconfig(new File(kubeconfig));
    cluster = new KubernetesClientBuilder().withConfig(config).build();
    cluster.resource(ResourceDefinition.WORKFLOW.yaml()).forceConflicts().serverSideApply();
    cluster
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  @AfterEach
  void clean() throws InterruptedException {
    for (Running one : all) {
      one.process.destroyForcibly().waitFor();
      one.calls.close();
    }
    if (cluster != null) {
      cluster
          .resources(WorkflowResource.class)
          .inNamespace(namespace)
          .list()
          .getItems()
          .forEach(
              w ->
                  cluster
                      .resource(w)
                      .patch(
                          PatchContext.of(PatchType.JSON_MERGE),
                          "{\"metadata\":{\"finalizers\":null}}"));
      cluster.namespaces().withName(namespace).delete();
      cluster.close();
    }
  }

  @Test
  void oneLeadsAndWhenItIsKilledTheOtherTakesOver() throws Exception {
    Running one = start();
    Running other = start();
    submitAndAwait("before");
    Running leader = leader(one, other);
    Running standby = leader.equals(one) ? other : one;
    assertEquals(200, standby.probe("/readyz"));
    assertEquals(200, standby.probe("/livez"));
    leader.process.destroyForcibly().waitFor();
    takesOver(standby);
    assertEachLaunchedOnce("before", "after-0", "after-1", "after-2");
  }

  private Running start() throws IOException {
    FaultyCluster calls = new FaultyCluster(config);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorProcess.class.getName(),
                calls.address(),
                namespace)
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
    cluster
        .resource(
            cluster
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: fringe.dev/v1alpha1
                    kind: Workflow
                    metadata: {name: %s, namespace: %s}
                    spec: {inputs: [{did: "demo:observation"}]}
                    """
                        .formatted(name, namespace),
                    WorkflowResource.class))
        .create();
    cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(
            w ->
                w != null
                    && w.getStatus() != null
                    && Objects.equals("Running", w.getStatus().get("phase")),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  private void assertEachLaunchedOnce(String... workflows) {
    List<String> jobs =
        cluster.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
            .map(job -> job.getMetadata().getName())
            .sorted()
            .toList();
    assertEquals(List.of(workflows).stream().map(w -> w + "-1").sorted().toList(), jobs);
    cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(w -> assertEquals(1, w.getStatus().get("attempts"), w.getMetadata().getName()));
  }
}
