package dev.fringe.cluster.client;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.WorkflowReader;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workflows of a cluster. */
public final class Workflows implements AutoCloseable {
  public static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup(Workflow.API_VERSION.substring(0, Workflow.API_VERSION.indexOf('/')))
          .withVersion(Workflow.API_VERSION.substring(Workflow.API_VERSION.indexOf('/') + 1))
          .withKind(Workflow.KIND)
          .withPlural("workflows")
          .withNamespaced(true)
          .build();

  /** What a submission changed. */
  public enum Submission {
    NEW("submitted"),
    SAME("is there already, and is the same"),
    RESCHEDULED("was there already; its scheduling is changed");

    private final String words;

    Submission(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final KubernetesClient client;

  public Workflows(KubernetesClient client) {
    this.client = client;
  }

  /**
   * How a cluster is reached: by the kubeconfig, or as one of its pods.
   *
   * @param context of the kubeconfig; empty for its current one
   * @return empty where no cluster is known
   */
  public static Optional<Config> configuration(Optional<String> context) {
    return Optional.of(Config.autoConfigure(context.orElse(null)))
        .filter(found -> found.getCurrentContext() != null || found.getAutoOAuthToken() != null);
  }

  /** Where names without a namespace are. */
  public String namespace() {
    return Optional.ofNullable(client.getNamespace()).orElse("default");
  }

  /** Those of the namespace, by name. */
  public List<WorkflowView> list() {
    return views(all().inNamespace(namespace()).list());
  }

  /** Those of all namespaces, by namespace and name. */
  public List<WorkflowView> listEverywhere() {
    return views(all().inAnyNamespace().list());
  }

  /** The workflow of that name, if there is one. */
  public Optional<WorkflowView> find(String name) {
    return Optional.ofNullable(named(name).get()).map(WorkflowView::new);
  }

  /** The workflow of that name, which is there. */
  public WorkflowView get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no workflow \""
                        + name
                        + "\" in the namespace "
                        + namespace()
                        + "; fringe get lists those that are there"));
  }

  /** The resource itself, for those who handle its events. */
  public Resource<GenericKubernetesResource> named(String name) {
    return all().inNamespace(namespace()).withName(name);
  }

  /**
   * Creates it.
   *
   * @param dryRun has it judged alone
   * @return what that changed: one with the same spec is left as it is, but for its scheduling
   * @throws UsageException if there is one of that name with another spec
   */
  public Submission submit(Workflow workflow, boolean dryRun) {
    GenericKubernetesResource resource = resource(workflow);
    try {
      if (dryRun) {
        request(resource).dryRun().fieldValidation(Validation.STRICT).create();
      } else {
        request(resource).fieldValidation(Validation.STRICT).create();
      }
      return Submission.NEW;
    } catch (KubernetesClientException e) {
      if (e.getCode() != 409) {
        throw e;
      }
      WorkflowView there = get(workflow.name());
      Object spec = resource.getAdditionalProperties().get("spec");
      if (isSame(there, workflow, spec)) {
        Map<String, Object> scheduling = Json.map(Json.map(spec).get("scheduling"));
        if (isScheduledAs(there, scheduling)) {
          return Submission.SAME;
        }
        if (!dryRun) {
          schedule(workflow.name(), scheduling);
        }
        return Submission.RESCHEDULED;
      }
      throw new UsageException(
          "there is a workflow \""
              + workflow.name()
              + "\" in the namespace "
              + namespace()
              + " already, with another spec: give this one another name, or end that one by"
              + " fringe cancel");
    }
  }

  /**
   * Creates it.
   *
   * @throws KubernetesClientException if the server refuses it: with 409, if its name is taken
   */
  public WorkflowView create(Workflow workflow) {
    return new WorkflowView(
        request(resource(workflow)).fieldValidation(Validation.STRICT).create());
  }

  private GenericKubernetesResource resource(Workflow workflow) {
    GenericKubernetesResource resource =
        client
            .getKubernetesSerialization()
            .unmarshal(workflow.toYaml(), GenericKubernetesResource.class);
    resource.getMetadata().setNamespace(namespace());
    return resource;
  }

  private Resource<GenericKubernetesResource> request(GenericKubernetesResource resource) {
    return all().inNamespace(namespace()).resource(resource);
  }

  /**
   * Follows those of the namespace until what is returned is closed, also through times in which
   * the server cannot be reached; returns at once.
   */
  public SharedIndexInformer<GenericKubernetesResource> follow(Following following) {
    SharedIndexInformer<GenericKubernetesResource> informer =
        all()
            .inNamespace(namespace())
            .runnableInformer(0)
            .addEventHandler(following)
            .exceptionHandler((isStarted, failure) -> true);
    informer.start();
    return informer;
  }

  /** Compares what both mean: the server writes presets out, and numbers as it likes. */
  private boolean isSame(WorkflowView there, Workflow ours, Object spec) {
    Map<String, Object> theirs =
        Map.of(
            "apiVersion",
            Workflow.API_VERSION,
            "kind",
            Workflow.KIND,
            "metadata",
            Map.of("name", there.name()),
            "spec",
            there.specScheduledAs(spec));
    try {
      return WorkflowReader.read(there.name(), client.getKubernetesSerialization().asYaml(theirs))
          .spec()
          .equals(ours.spec());
    } catch (WorkflowException _) {
      return false;
    }
  }

  /** What it asks for, as YAML: without its status and what the server keeps for itself. */
  public String yaml(WorkflowView view) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("apiVersion", Workflow.API_VERSION);
    asked.put("kind", Workflow.KIND);
    asked.put("metadata", Map.of("name", view.name(), "namespace", view.namespace()));
    asked.put("spec", view.resource().get("spec"));
    return client.getKubernetesSerialization().asYaml(asked);
  }

  /** Deletes it; the operator ends its work before it goes. */
  public void delete(String name) {
    named(name).delete();
  }

  /** Changes these fields of when it is worked on: the one part of a spec that may change. */
  public void schedule(String name, Map<String, Object> changes) {
    named(name)
        .edit(
            resource -> {
              Map<String, Object> spec = Json.map(resource.getAdditionalProperties().get("spec"));
              Map<String, Object> scheduling = Json.map(spec.get("scheduling"));
              scheduling.putAll(changes);
              spec.put("scheduling", scheduling);
              resource.setAdditionalProperty("spec", spec);
              return resource;
            });
  }

  /** The pods of an attempt in which {@code fringe} runs, the newest last. */
  public List<Pod> pods(String workflow, String attempt) {
    return client
        .pods()
        .inNamespace(namespace())
        .withLabel("fringe.dev/workflow", workflow)
        .withLabel("fringe.dev/attempt", attempt)
        .withLabelNotIn("component", "taskmanager")
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** What was noted about it, the newest last. */
  public List<Event> events(String name) {
    return client
        .v1()
        .events()
        .inNamespace(namespace())
        .withField("involvedObject.name", name)
        .withField("involvedObject.kind", Workflow.KIND)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(Workflows::time))
        .toList();
  }

  /** For what is no workflow. */
  public KubernetesClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }

  public static String time(Event event) {
    return Optional.ofNullable(event.getLastTimestamp())
        .or(() -> Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()))
        .orElse("");
  }

  private static boolean isScheduledAs(WorkflowView there, Map<String, Object> scheduling) {
    Object theirs = Json.map(there.resource().get("spec")).get("scheduling");
    return scheduling.entrySet().stream()
        .allMatch(
            e -> Json.text(theirs, e.getKey()).equals(Optional.of(String.valueOf(e.getValue()))));
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      all() {
    return client.genericKubernetesResources(KIND);
  }

  private static List<WorkflowView> views(GenericKubernetesResourceList list) {
    return list.getItems().stream()
        .map(WorkflowView::new)
        .sorted(Comparator.comparing(WorkflowView::namespace).thenComparing(WorkflowView::name))
        .toList();
  }
}
