package dev.fringe.operator;

import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;

/** What belongs to a workflow. */
final class Owned {
  private Owned() {}

  static OwnerReference reference(WorkflowResource owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(Workflow.API_VERSION)
        .withKind(Workflow.KIND)
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .build();
  }

  static boolean isOf(HasMetadata thing, HasMetadata owner) {
    return thing.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(owner.getMetadata().getUid()));
  }

  /** What happens to things of a kind that workflows own, with a cache of them. */
  static <R extends HasMetadata> InformerEventSource<R, WorkflowResource> events(
      Class<R> kind, EventSourceContext<WorkflowResource> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, WorkflowResource.class)
            .withLabelSelector(RunPods.WORKFLOW_LABEL)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  /**
   * Creates it, unless it is there.
   *
   * @throws IllegalStateException if what has its name belongs to something else
   */
  static void create(KubernetesClient client, HasMetadata thing, WorkflowResource owner) {
    try {
      client.resource(thing).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      HasMetadata there = client.resource(thing).get();
      if (there == null || !isOf(there, owner)) {
        throw new IllegalStateException(
            "the %s %s is there already, and belongs to something else"
                .formatted(thing.getKind(), thing.getMetadata().getName()),
            e);
      }
    }
  }
}
