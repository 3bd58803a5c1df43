package dev.fringe.cluster.client;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * What is done about the events of workflows.
 *
 * @param onChange of one that is new, or another than it was
 * @param onEnd of one that is gone, as it was last seen
 */
public record Following(Consumer<WorkflowView> onChange, Consumer<WorkflowView> onEnd)
    implements ResourceEventHandler<GenericKubernetesResource> {
  @Override
  public void onAdd(GenericKubernetesResource now) {
    onChange.accept(new WorkflowView(now));
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
    onChange.accept(new WorkflowView(now));
  }

  @Override
  public void onDelete(GenericKubernetesResource last, boolean isUnknown) {
    onEnd.accept(new WorkflowView(last));
  }
}
