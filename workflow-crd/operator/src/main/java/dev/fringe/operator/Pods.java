package dev.fringe.operator;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Pods, as the cluster tells them now. */
final class Pods {
  private Pods() {}

  /** Those of a namespace that have these labels, the oldest first. */
  static Stream<Pod> labelled(
      KubernetesClient client, String namespace, Map<String, String> labels) {
    return client.pods().inNamespace(namespace).withLabels(labels).list().getItems().stream()
        .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()));
  }

  /** Those of a job, the oldest first. */
  static Stream<Pod> of(KubernetesClient client, Job job) {
    return labelled(
        client,
        job.getMetadata().getNamespace(),
        Map.of("batch.kubernetes.io/job-name", job.getMetadata().getName()));
  }

  /** How containers of a job have ended, those of the oldest pod first. */
  static Stream<ContainerStateTerminated> ends(KubernetesClient client, Job job) {
    return of(client, job)
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(
            container -> container.getState() == null ? null : container.getState().getTerminated())
        .filter(Objects::nonNull);
  }
}
