package dev.fringe.deploy.node;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Scheduler and kubelet of a cluster that has no node. Pods of images that it lacks wait. */
public final class LocalNode implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LocalNode.class.getName());
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final int PROBE_MILLIS = 200;
  private static final int RESTART_MILLIS = 5000;
  private static final AtomicInteger ADDRESS = new AtomicInteger(1);

  private final KubernetesClient client;
  private final String name;
  private final Map<String, Image> images;
  private final Path folder;
  private final Volumes volumes;
  private final LogServer logs;
  private final Map<String, RunningPod> pods = new ConcurrentHashMap<>();
  private final Map<String, Boolean> taken = new ConcurrentHashMap<>();
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final List<SharedIndexInformer<Pod>> watches = new ArrayList<>();

  /**
   * Joins a cluster.
   *
   * @param images by the names that pods have for them
   * @param claims where each claim of a volume is a folder NAMESPACE/NAME
   */
  public LocalNode(
      KubernetesClient client,
      String name,
      List<String> namespaces,
      Map<String, Image> images,
      Path folder,
      Path claims)
      throws IOException, InterruptedException, GeneralSecurityException {
    this.client = client;
    this.name = name;
    this.images = Map.copyOf(images);
    this.folder = folder;
    this.volumes = new Volumes(client, claims);
    this.logs = new LogServer(folder, key -> Optional.ofNullable(pods.get(key)));
    join();
    for (String namespace : namespaces) {
      watches.add(client.pods().inNamespace(namespace).inform(new Handler()));
    }
  }

  private void join() {
    var node = new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.resource(node).create();
    NodeStatus status =
        new NodeStatusBuilder()
            .addNewAddress("127.0.0.1", "InternalIP")
            .withNewDaemonEndpoints()
            .withNewKubeletEndpoint(logs.port())
            .endDaemonEndpoints()
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withReason("Test")
            .withLastHeartbeatTime(now())
            .withLastTransitionTime(now())
            .endCondition()
            .build();
    client.nodes().withName(name).subresource("status").patch(MERGE, merge(status));
  }

  private final class Handler implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      Image image = images.get(pod.getSpec().getContainers().getFirst().getImage());
      if (image != null && taken.putIfAbsent(pod.getMetadata().getUid(), true) == null) {
        work.execute(() -> live(pod, image));
      }
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
      if (now.getMetadata().getDeletionTimestamp() != null
          && before.getMetadata().getDeletionTimestamp() == null) {
        work.execute(() -> end(now));
      }
    }

    @Override
    public void onDelete(Pod pod, boolean isUnknown) {
      work.execute(() -> end(pod));
    }
  }

  private void live(Pod waiting, Image image) {
    try {
      Pod pod = start(waiting);
      int exitCode;
      RunningPod running;
      do {
        running =
            RunningPod.start(
                client, pod, image, volumes, folder.resolve(waiting.getMetadata().getUid()));
        pods.put(key(pod), running);
        awaitReadiness(pod, running);
        exitCode = running.await();
        // Whatever ends of a Deployment is started again, after a while and in its pod.
      } while (pod.getSpec().getRestartPolicy().equals("Always")
          && pause()
          && pods.containsKey(key(pod)));
      String words = running.lastWords();
      int end = exitCode;
      status(pod, s -> Statuses.ended(s, container(pod), end, words, now()));
    } catch (IOException | RuntimeException e) {
      if (waiting.getSpec().getRestartPolicy().equals("Never")) {
        status(waiting, s -> Statuses.ended(s, container(waiting), 128, e.toString(), now()));
      } else {
        LOG.log(System.Logger.Level.ERROR, "a pod cannot be started", e);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean pause() throws InterruptedException {
    Thread.sleep(RESTART_MILLIS);
    return true;
  }

  /** Binds it to this node, and gives it an address of its own on the loopback. */
  private Pod start(Pod pod) {
    client
        .bindings()
        .inNamespace(pod.getMetadata().getNamespace())
        .resource(
            new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName(name)
                .endTarget()
                .build())
        .create();
    String address = "127.0.1." + ADDRESS.getAndIncrement();
    return status(pod, s -> Statuses.running(s, container(pod), address, now())).orElseThrow();
  }

  private void awaitReadiness(Pod pod, RunningPod running) throws InterruptedException {
    var probe = container(pod).getReadinessProbe();
    if (probe == null) {
      return;
    }
    int port =
        container(pod).getPorts().stream()
            .filter(p -> p.getName().equals(probe.getHttpGet().getPort().getStrVal()))
            .findFirst()
            .orElseThrow()
            .getContainerPort();
    URI page =
        URI.create(
            "http://" + pod.getStatus().getPodIP() + ":" + port + probe.getHttpGet().getPath());
    while (running.isAlive() && !answers(page)) {
      Thread.sleep(PROBE_MILLIS);
    }
    status(pod, s -> Statuses.ready(s, now()));
  }

  private boolean answers(URI page) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(1)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 400;
    } catch (IOException _) {
      return false;
    }
  }

  private void end(Pod pod) {
    try {
      RunningPod running = pods.remove(key(pod));
      if (running != null) {
        running.stop();
      }
      client.resource(pod).withGracePeriod(0).delete();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Pod> status(Pod pod, UnaryOperator<PodStatusBuilder> change) {
    var resource =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName());
    Pod there = resource.get();
    if (there == null) {
      return Optional.empty();
    }
    PodStatusBuilder status = change.apply(new PodStatusBuilder(there.getStatus()));
    // A merge, as others write the pod's metadata meanwhile.
    return Optional.of(resource.subresource("status").patch(MERGE, merge(status.build())));
  }

  private String merge(Object status) {
    return "{\"status\": " + client.getKubernetesSerialization().asJson(status) + "}";
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().getFirst();
  }

  private static String key(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** What the containers have said, for a failing test's sake. */
  public Map<String, Path> logs() {
    Map<String, Path> told = new ConcurrentHashMap<>();
    pods.forEach((pod, running) -> told.put(pod, running.log()));
    return told;
  }

  @Override
  public void close() throws InterruptedException {
    watches.forEach(SharedIndexInformer::close);
    for (RunningPod pod : pods.values()) {
      pod.stop();
    }
    work.shutdownNow();
    logs.close();
    client.nodes().withName(name).delete();
  }
}
