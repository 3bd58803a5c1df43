package dev.fringe.operator;

import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What an operator costs a cluster that holds many workflows of which most are over: a program that
 * prints a table. Its one argument is a kubeconfig; it makes a namespace, and takes it away.
 */
public final class ManyWorkflows {
  private static final int ALL = 1000;
  private static final int OVER = 950;
  private static final int SAMPLES = 40;
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final KubernetesClient cluster;
  private final FaultyCluster counted;
  private final String namespace = "fringe-many-" + UUID.randomUUID();
  private final PrintStream out;

  private ManyWorkflows(Config config, PrintStream out) throws IOException {
    this.cluster = new KubernetesClientBuilder().withConfig(config).build();
    this.counted = new FaultyCluster(config);
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    new ManyWorkflows(Config.fromKubeconfig(new File(args[0])), System.out).measure();
  }

  private void measure() {
    cluster.resource(ResourceDefinition.WORKFLOW.yaml()).forceConflicts().serverSideApply();
    cluster
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    try {
      IntStream.range(0, ALL).parallel().forEach(this::create);
      long before = heap();
      counted.counted();
      long start = System.nanoTime();
      try (FringeOperator operator = start()) {
        awaitPhases(ALL);
        row("all are looked at after the start", seconds(start));
        row("calls for that", counted.counted().toString());
        row(
            "heap for %d workflows, %d of them over".formatted(ALL, OVER),
            mebibytes(heap() - before));
        pause(Duration.ofSeconds(15));
        counted.counted();
        long cpu = cpu();
        pause(IDLE);
        Map<String, Integer> calls = counted.counted();
        int all = calls.values().stream().mapToInt(Integer::intValue).sum();
        row(
            "calls a minute, 2 at work, 48 waiting",
            "%.1f".formatted(all / (double) IDLE.toMinutes()));
        row("of these", calls.toString());
        row("processor time a minute", "%.0f ms".formatted((cpu() - cpu) / 1e6 / IDLE.toMinutes()));
        List<Double> latencies = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
          latencies.add(latency("new-" + i));
        }
        latencies.sort(Double::compare);
        row("from apply to status, median", "%.0f ms".formatted(latencies.get(SAMPLES / 2)));
        row("95th percentile", "%.0f ms".formatted(latencies.get(SAMPLES * 95 / 100)));
        row("healthy", String.valueOf(operator.whyNotReady().isEmpty()));
      }
    } finally {
      var all = cluster.resources(WorkflowResource.class).inNamespace(namespace);
      all.list().getItems().parallelStream()
          .filter(w -> !w.getMetadata().getFinalizers().isEmpty())
          .forEach(
              w ->
                  all.withName(w.getMetadata().getName())
                      .edit(
                          gone -> {
                            gone.getMetadata().setFinalizers(List.of());
                            return gone;
                          }));
      cluster.namespaces().withName(namespace).delete();
      counted.close();
      cluster.close();
    }
  }

  private FringeOperator start() {
    return FringeOperator.start(
        counted.client(), ClusterUnderTest.settings(Set.of(namespace), 2), Optional.empty());
  }

  private void create(int number) {
    create("w-" + number);
    if (number < OVER) {
      cluster
          .resources(WorkflowResource.class)
          .inNamespace(namespace)
          .withName("w-" + number)
          .editStatus(
              w -> {
                Map<String, Object> status = new LinkedHashMap<>();
                status.put("phase", number % 10 == 0 ? "Failed" : "Succeeded");
                status.put("message", "done");
                status.put("observedGeneration", 1);
                status.put("attempts", 1);
                status.put("job", "w-" + number + "-1");
                status.put("startedAt", "2026-03-01T10:00:00Z");
                status.put("finishedAt", "2026-03-01T11:00:00Z");
                status.put("products", List.of(Map.of("did", "demo:w-" + number)));
                w.setStatus(status);
                return w;
              });
    }
  }

  private void create(String name) {
    cluster
        .resource(
            cluster
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: fringe.dev/v1alpha1
                    kind: Workflow
                    metadata: {name: %s, namespace: %s}
                    spec:
                      inputs: [{did: "demo:observation"}]
                      publish: {scope: demo, rules: [{rses: "tier=1", copies: 2}]}
                    """
                        .formatted(name, namespace),
                    WorkflowResource.class))
        .create();
  }

  /** Milliseconds until the operator has told a new workflow where it stands. */
  private double latency(String name) {
    long start = System.nanoTime();
    create(name);
    cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(
            w -> w.getStatus() != null && w.getStatus().get("phase") != null, 60, TimeUnit.SECONDS);
    return (System.nanoTime() - start) / 1e6;
  }

  private void awaitPhases(int count) {
    cluster
        .resources(WorkflowResource.class)
        .inNamespace(namespace)
        .informOnCondition(
            all ->
                all.stream()
                        .filter(w -> w.getStatus() != null && w.getStatus().get("phase") != null)
                        .count()
                    >= count)
        .orTimeout(120, TimeUnit.SECONDS)
        .join();
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static String seconds(long since) {
    return "%.1f s".formatted((System.nanoTime() - since) / 1e9);
  }

  private static String mebibytes(long bytes) {
    return "%.1f MiB".formatted(bytes / 1048576.0);
  }

  private void row(String what, String value) {
    out.printf("%-44s %s%n", what, value);
  }
}
