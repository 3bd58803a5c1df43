package dev.fringe.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.fringe.cluster.testing.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Plays Flink's Kubernetes operator, and the node of its JobManagers: of every FlinkDeployment that
 * comes it makes a pod by its template, as Flink does, tells in its status that the job works, and
 * answers for the run on the pod's page.
 */
final class PlayedFlink implements AutoCloseable {
  static final String FINALIZER = "flinkdeployments.flink.apache.org/finalizer";
  private static final long PATIENCE_SECONDS = ClusterUnderTest.PATIENCE_SECONDS;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient cluster;
  private final String namespace;
  private final Function<String, Fate> fates;
  private final Map<String, HttpServer> pages = new ConcurrentHashMap<>();
  private final Map<String, String> ends = new ConcurrentHashMap<>();
  private final SharedIndexInformer<FlinkDeploymentResource> watch;

  /** The names of all that was ever created, in their order. */
  final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();

  /** What becomes of a FlinkDeployment. */
  sealed interface Fate {
    /** Its run works until {@link #end} is called. */
    record Works() implements Fate {}

    /** Its run is done as soon as it is launched. */
    record Ends(int exitCode, String report) implements Fate {}

    /** Flink's operator cannot make it. */
    record Refused(String error) implements Fate {}
  }

  /**
   * Begins to play, on a cluster that then knows FlinkDeployments as Flink defines them.
   *
   * @param fates by FlinkDeployments' names
   */
  static PlayedFlink on(ClusterUnderTest cluster, Function<String, Fate> fates) throws IOException {
    try (var yaml = FlinkDefinition.yaml()) {
      cluster.client.load(yaml).items().forEach(definition -> define(cluster.client, definition));
    }
    TestCluster.awaitDefinition(cluster.client, "flinkdeployments.flink.apache.org");
    return new PlayedFlink(cluster.client, cluster.namespace, fates);
  }

  /** It is half a megabyte, and stays. */
  private static void define(KubernetesClient cluster, HasMetadata definition) {
    if (cluster.resource(definition).get() == null) {
      cluster.resource(definition).create();
    }
  }

  private PlayedFlink(KubernetesClient cluster, String namespace, Function<String, Fate> fates) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.fates = fates;
    cluster
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("fringe-flink")
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    watch =
        cluster
            .resources(FlinkDeploymentResource.class)
            .inNamespace(namespace)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(FlinkDeploymentResource deployment) {
                    created.add(deployment.getMetadata().getName());
                    Thread.startVirtualThread(() -> start(deployment));
                  }

                  @Override
                  public void onUpdate(
                      FlinkDeploymentResource before, FlinkDeploymentResource now) {
                    if (now.getMetadata().getDeletionTimestamp() != null
                        && before.getMetadata().getDeletionTimestamp() == null) {
                      Thread.startVirtualThread(() -> takeAway(now));
                    }
                  }

                  @Override
                  public void onDelete(FlinkDeploymentResource gone, boolean isStateUnknown) {}
                });
  }

  /** Returns once it works. */
  FlinkDeploymentResource awaitWork(String name) {
    return cluster
        .resources(FlinkDeploymentResource.class)
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(
            d -> d != null && d.told("jobStatus", "state").filter("RUNNING"::equals).isPresent(),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  /** Returns once there is none of that name. */
  void awaitGone(String name) {
    cluster
        .resources(FlinkDeploymentResource.class)
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(d -> d == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The run of a FlinkDeployment ends, and tells so. */
  void end(String name, int exitCode, String report) {
    try {
      ends.put(name, JSON.writeValueAsString(Map.of("exitCode", exitCode, "report", report)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    tell(
        name,
        """
        {"jobManagerDeploymentStatus": "READY", "jobStatus": {"jobId": "%s", "state": "%s"}}
        """
            .formatted(id(name), exitCode == 0 ? "FINISHED" : "FAILED"));
  }

  /** The JobManager ends, and its container is started again. */
  void crash(String name, int exitCode, String reason) {
    Optional.ofNullable(pages.remove(name)).ifPresent(page -> page.stop(0));
    podStatus(
        name,
        """
        {"phase": "Running", "containerStatuses": [{"name": "flink-main-container",
          "image": "fringe-flink:test", "imageID": "none", "ready": true, "restartCount": 1,
          "state": {"running": {}},
          "lastState": {"terminated": {"exitCode": %d, "reason": "%s"}}}]}
        """
            .formatted(exitCode, reason));
  }

  /** Flink's id of a job. */
  static String id(String name) {
    return "%032x".formatted(name.hashCode() & 0xffffffffL);
  }

  private void start(FlinkDeploymentResource deployment) {
    String name = deployment.getMetadata().getName();
    patch(name, "{\"metadata\": {\"finalizers\": [\"" + FINALIZER + "\"]}}");
    switch (fates.apply(name)) {
      case Fate.Refused(String error) -> tell(name, refusal(error));
      case Fate.Works _ -> launch(deployment);
      case Fate.Ends(int exitCode, String report) -> {
        launch(deployment);
        end(name, exitCode, report);
      }
    }
  }

  private static String refusal(String error) {
    try {
      return JSON.writeValueAsString(
          Map.of(
              "jobManagerDeploymentStatus",
              "ERROR",
              "error",
              JSON.writeValueAsString(Map.of("type", "DeploymentFailed", "message", error))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void launch(FlinkDeploymentResource deployment) {
    String name = deployment.getMetadata().getName();
    cluster.resource(jobManager(deployment)).create();
    String address = page(name);
    podStatus(
        name,
        """
        {"phase": "Running", "podIP": "%1$s", "podIPs": [{"ip": "%1$s"}]}
        """
            .formatted(address));
    tell(
        name,
        """
        {"jobManagerDeploymentStatus": "READY", "lifecycleState": "DEPLOYED",
         "jobStatus": {"jobId": "%s", "state": "RUNNING"}}
        """
            .formatted(id(name)));
  }

  /** As Flink makes it: the template, and what only Flink knows. */
  private Pod jobManager(FlinkDeploymentResource deployment) {
    PodTemplateSpec template =
        cluster
            .getKubernetesSerialization()
            .convertValue(
                ((Map<?, ?>) deployment.getSpec().get("jobManager")).get("podTemplate"),
                PodTemplateSpec.class);
    Pod pod =
        new PodBuilder()
            .withMetadata(
                new ObjectMetaBuilder(template.getMetadata())
                    .withName(podName(deployment.getMetadata().getName()))
                    .withNamespace(namespace)
                    .addToLabels("app", deployment.getMetadata().getName())
                    .addToLabels("component", "jobmanager")
                    .addToLabels("type", "flink-native-kubernetes")
                    .build())
            .withSpec(template.getSpec())
            .build();
    pod.getSpec().setServiceAccountName((String) deployment.getSpec().get("serviceAccount"));
    pod.getSpec().getContainers().getFirst().setImage((String) deployment.getSpec().get("image"));
    return pod;
  }

  private static String podName(String name) {
    return name + "-jobmanager";
  }

  /** On an address of its own, of those of this machine. */
  private String page(String name) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (true) {
      String address =
          "127.%d.%d.%d"
              .formatted(random.nextInt(2, 255), random.nextInt(255), random.nextInt(1, 255));
      try {
        HttpServer page = HttpServer.create(new InetSocketAddress(address, RunPages.PORT), 0);
        page.createContext(
            "/",
            exchange -> {
              String path = exchange.getRequestURI().getPath();
              String told =
                  path.equals("/end")
                      ? ends.get(name)
                      : path.equals("/progress") && !ends.containsKey(name)
                          ? "{\"stage\": \"Grid\", \"percent\": 31}"
                          : null;
              byte[] body = (told == null ? "" : told).getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(
                  told == null ? 404 : 200, body.length == 0 ? -1 : body.length);
              exchange.getResponseBody().write(body);
              exchange.close();
            });
        page.start();
        pages.put(name, page);
        return address;
      } catch (java.net.BindException _) {
        // Somebody else's: take another.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void takeAway(FlinkDeploymentResource deployment) {
    String name = deployment.getMetadata().getName();
    Optional.ofNullable(pages.remove(name)).ifPresent(page -> page.stop(0));
    cluster.pods().inNamespace(namespace).withName(podName(name)).withGracePeriod(0).delete();
    patch(name, "{\"metadata\": {\"finalizers\": null}}");
  }

  private void patch(String name, String change) {
    cluster
        .resources(FlinkDeploymentResource.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(MERGE, change);
  }

  private void tell(String name, String status) {
    cluster
        .resources(FlinkDeploymentResource.class)
        .inNamespace(namespace)
        .withName(name)
        .subresource("status")
        .patch(MERGE, "{\"status\": " + status + "}");
  }

  private void podStatus(String name, String status) {
    cluster
        .pods()
        .inNamespace(namespace)
        .withName(podName(name))
        .subresource("status")
        .patch(MERGE, "{\"status\": " + status + "}");
  }

  /** Those that are there now. */
  List<String> there() {
    List<String> names = new ArrayList<>();
    cluster
        .resources(FlinkDeploymentResource.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(deployment -> names.add(deployment.getMetadata().getName()));
    return names;
  }

  @Override
  public void close() {
    watch.close();
    pages.values().forEach(page -> page.stop(0));
  }
}
