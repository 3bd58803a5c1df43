package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.cluster.client.Workflows;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.schedule.WorkflowSchedule;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schedules of a cluster. */
final class Schedules {
  private static final String LABEL = "fringe.dev/schedule";
  private static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup(Workflow.API_VERSION.substring(0, Workflow.API_VERSION.indexOf('/')))
          .withVersion(Workflow.API_VERSION.substring(Workflow.API_VERSION.indexOf('/') + 1))
          .withKind(WorkflowSchedule.KIND)
          .withPlural("workflowschedules")
          .withNamespaced(true)
          .build();

  private final Workflows workflows;
  private final KubernetesClient client;

  Schedules(Workflows workflows) {
    this.workflows = workflows;
    this.client = workflows.client();
  }

  /** Those of the namespace, or of all, by namespace and name. */
  List<GenericKubernetesResource> list(boolean isEverywhere) {
    GenericKubernetesResourceList all =
        isEverywhere
            ? all().inAnyNamespace().list()
            : all().inNamespace(workflows.namespace()).list();
    return all.getItems().stream()
        .sorted(
            Comparator.comparing(
                s -> s.getMetadata().getNamespace() + "/" + s.getMetadata().getName()))
        .toList();
  }

  /** The schedule of that name, which is there. */
  GenericKubernetesResource get(String name) {
    return Optional.ofNullable(named(name).get())
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no schedule \""
                        + name
                        + "\" in the namespace "
                        + workflows.namespace()
                        + "; fringe get schedules lists those that are there"));
  }

  /** The workflows that a schedule made and that are still there, the oldest first. */
  List<WorkflowView> workflowsOf(String name) {
    return client
        .genericKubernetesResources(Workflows.KIND)
        .inNamespace(workflows.namespace())
        .withLabel(LABEL, name)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(w -> w.getMetadata().getCreationTimestamp()))
        .map(WorkflowView::new)
        .toList();
  }

  /** What was noted about a schedule, the newest last. */
  List<Event> events(String name) {
    return client
        .v1()
        .events()
        .inNamespace(workflows.namespace())
        .withField("involvedObject.name", name)
        .withField("involvedObject.kind", WorkflowSchedule.KIND)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(Workflows::time))
        .toList();
  }

  /**
   * Creates it, or changes the one of its name.
   *
   * @param isDryRun has it judged alone
   * @return what that did, in words
   */
  String submit(Schedule schedule, boolean isDryRun) {
    GenericKubernetesResource ours = resource(schedule);
    GenericKubernetesResource there = named(schedule.name()).get();
    if (there == null) {
      var request = all().inNamespace(workflows.namespace()).resource(ours);
      if (isDryRun) {
        request.dryRun().fieldValidation(Validation.STRICT).create();
        return "would be accepted";
      }
      request.fieldValidation(Validation.STRICT).create();
      return "submitted";
    }
    there.setAdditionalProperty("spec", ours.get("spec"));
    there.getMetadata().setLabels(ours.getMetadata().getLabels());
    var request = all().inNamespace(workflows.namespace()).resource(there);
    if (isDryRun) {
      request.dryRun().fieldValidation(Validation.STRICT).update();
      return "would be accepted; it is there already";
    }
    Long before = there.getMetadata().getGeneration();
    Long after = request.fieldValidation(Validation.STRICT).update().getMetadata().getGeneration();
    return after.equals(before)
        ? "is there already, and is the same"
        : "was there already; it is changed";
  }

  private GenericKubernetesResource resource(Schedule schedule) {
    Map<String, Object> tree = schedule.tree();
    GenericKubernetesResource resource =
        client
            .getKubernetesSerialization()
            .unmarshal(
                client.getKubernetesSerialization().asJson(tree), GenericKubernetesResource.class);
    resource.getMetadata().setNamespace(workflows.namespace());
    return resource;
  }

  private Resource<GenericKubernetesResource> named(String name) {
    return all().inNamespace(workflows.namespace()).withName(name);
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      all() {
    return client.genericKubernetesResources(KIND);
  }
}
