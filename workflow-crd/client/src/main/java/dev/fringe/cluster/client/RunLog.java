package dev.fringe.cluster.client;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.List;

/** What a workflow's last attempt has logged. */
public final class RunLog {
  private RunLog() {}

  /**
   * The pod that logs, or has.
   *
   * @throws UsageException if nothing has been logged, or what was is gone
   */
  public static PodResource of(Workflows workflows, WorkflowView view) {
    String job =
        view.status("job")
            .orElseThrow(
                () ->
                    new UsageException(
                        view.name()
                            + " has not been launched, and has logged nothing: "
                            + why(view)));
    List<Pod> pods = workflows.pods(view.name(), view.status("attempts").orElse("1"));
    if (pods.isEmpty()) {
      throw new UsageException(
          "the job " + job + " has no pod (any more), and with it went what it logged");
    }
    Pod pod = pods.getLast();
    String phase = pod.getStatus() == null ? "Pending" : pod.getStatus().getPhase();
    if (phase.equals("Pending")) {
      throw new UsageException("the pod " + pod.getMetadata().getName() + " has not started yet");
    }
    return workflows
        .client()
        .pods()
        .inNamespace(workflows.namespace())
        .withName(pod.getMetadata().getName());
  }

  private static String why(WorkflowView view) {
    return view.phase() + view.status("message").map(message -> ", " + message).orElse("");
  }
}
