package dev.fringe.deploy.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;

/** What a kubelet tells of a pod with one container. */
final class Statuses {
  private Statuses() {}

  static PodStatusBuilder running(
      PodStatusBuilder status, Container container, String address, String now) {
    return status
        .withPhase("Running")
        .withStartTime(now)
        .withHostIP("127.0.0.1")
        .withPodIP(address)
        .addNewPodIP(address)
        .withContainerStatuses(
            base(container)
                .withStarted(true)
                .withNewState()
                .withNewRunning(now)
                .endState()
                .build());
  }

  static PodStatusBuilder ready(PodStatusBuilder status, String now) {
    status
        .removeMatchingFromConditions(c -> c.getType().equals("Ready"))
        .addToConditions(
            new PodConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(now)
                .build());
    return status.editFirstContainerStatus().withReady(true).endContainerStatus();
  }

  static PodStatusBuilder ended(
      PodStatusBuilder status, Container container, int exitCode, String words, String now) {
    return status
        .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
        .withContainerStatuses(
            base(container)
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(exitCode == 0 ? "Completed" : "Error")
                .withMessage(words)
                .withFinishedAt(now)
                .endTerminated()
                .endState()
                .build());
  }

  private static ContainerStatusBuilder base(Container container) {
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("none")
        .withReady(false)
        .withRestartCount(0);
  }
}
