package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.JobNames;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The FlinkDeployment of an attempt, in application mode: its JobManager runs {@code fringe}, and
 * starts the TaskManagers that the run asks for. Nothing of it is tried again, upgraded or kept by
 * Flink: attempts are the operator's, and a run goes on from its scratch.
 */
final class FlinkDeploymentTemplate {
  static final String DEADLINE_ANNOTATION = "fringe.dev/deadline";
  private static final String MAIN_CONTAINER = "flink-main-container";
  private static final String JAVA_OPTIONS =
      "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.nio=ALL-UNNAMED";

  private final WorkflowResource owner;
  private final Workflow workflow;
  private final Action.Launch launch;
  private final OperatorSettings settings;
  private final FlinkSettings flink;
  private final Optional<String> finished;

  private FlinkDeploymentTemplate(
      WorkflowResource owner,
      Workflow workflow,
      Action.Launch launch,
      OperatorSettings settings,
      FlinkSettings flink,
      Optional<String> finished) {
    this.owner = owner;
    this.workflow = workflow;
    this.launch = launch;
    this.settings = settings;
    this.flink = flink;
    this.finished = finished;
  }

  static FlinkDeploymentResource of(
      WorkflowResource owner,
      Workflow workflow,
      Action.Launch launch,
      OperatorSettings settings,
      FlinkSettings flink,
      Optional<String> finished,
      Instant now) {
    return new FlinkDeploymentTemplate(owner, workflow, launch, settings, flink, finished)
        .made(now);
  }

  private FlinkDeploymentResource made(Instant now) {
    FlinkDeploymentResource made = new FlinkDeploymentResource();
    made.setMetadata(
        new ObjectMetaBuilder()
            .withName(JobNames.ofDeployment(workflow.name(), launch.number()))
            .withNamespace(owner.getMetadata().getNamespace())
            .withLabels(RunPods.labels(workflow.name(), launch.number()))
            .withAnnotations(
                launch
                    .limit()
                    .map(limit -> Map.of(DEADLINE_ANNOTATION, now.plus(limit).toString()))
                    .orElse(Map.of()))
            .withOwnerReferences(Owned.reference(owner))
            .build());
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("image", flink.image());
    spec.put("flinkVersion", "v1_19");
    spec.put("mode", "native");
    spec.put("serviceAccount", flink.serviceAccount());
    spec.put("flinkConfiguration", configuration());
    spec.put("jobManager", manager("1", flink.jobManagerMemory(), jobManager()));
    spec.put("taskManager", manager(settings.cpu(), settings.memory(), taskManager()));
    spec.put("job", job());
    made.setSpec(spec);
    return made;
  }

  private Map<String, Object> job() {
    List<String> arguments = new ArrayList<>(RunPods.arguments());
    arguments.addAll(
        List.of(
            "--flink-master",
            "here",
            "--set",
            "engine.parallelism=" + parallelism(),
            "--set",
            "engine.threads=" + threads()));
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("jarURI", "local:///opt/fringe/fringe.jar");
    job.put("entryClass", "dev.fringe.pipelines.cli.FlinkApplication");
    job.put("args", arguments);
    job.put("parallelism", parallelism());
    job.put("upgradeMode", "stateless");
    job.put("state", "running");
    return job;
  }

  private Map<String, String> configuration() {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("env.java.opts.all", JAVA_OPTIONS);
    configuration.put("execution.attached", "true");
    configuration.put("restart-strategy.type", "none");
    configuration.put("web.submit.enable", "false");
    // The root is read-only.
    configuration.put("io.tmp.dirs", RunPods.SCRATCH_FOLDER);
    configuration.put("kubernetes.flink.log.dir", RunPods.SCRATCH_FOLDER + "/log");
    configuration.put("jobmanager.memory.jvm-metaspace.size", "384m");
    configuration.put("taskmanager.numberOfTaskSlots", String.valueOf(slots()));
    configuration.put("taskmanager.memory.jvm-metaspace.size", "384m");
    configuration.put("taskmanager.memory.managed.size", "64m");
    // The many short stages of a clean need many buffers.
    configuration.put("taskmanager.memory.network.min", "512m");
    configuration.put("taskmanager.memory.network.max", "512m");
    // Visibilities are mapped into memory: the heap leaves room for them.
    configuration.put("taskmanager.memory.jvm-overhead.fraction", "0.3");
    configuration.put("taskmanager.memory.jvm-overhead.max", "1024g");
    return configuration;
  }

  private static Map<String, Object> manager(
      String cpu, String memory, PodTemplateSpec podTemplate) {
    BigInteger bytes = Quantity.getAmountInBytes(new Quantity(memory)).toBigInteger();
    return Map.of(
        "replicas",
        1,
        "resource",
        Map.of("cpu", cpus(cpu), "memory", bytes.shiftRight(20) + "m"),
        "podTemplate",
        podTemplate);
  }

  private PodTemplateSpec jobManager() {
    ObjectMeta metadata = labelled();
    metadata.setAnnotations(RunPods.annotations(workflow, finished));
    return new PodTemplateSpecBuilder()
        .withMetadata(metadata)
        .withSpec(
            RunPods.withWorkflow(RunPods.pod(settings), finished.isPresent())
                // It asks the API server for its TaskManagers.
                .withAutomountServiceAccountToken(true)
                .withContainers(
                    RunPods.telling(
                            RunPods.container(MAIN_CONTAINER, settings),
                            owner,
                            RunPods.SCRATCH_FOLDER + "/report",
                            finished.isPresent())
                        .withTerminationMessagePolicy("FallbackToLogsOnError")
                        .build())
                .build())
        .build();
  }

  private PodTemplateSpec taskManager() {
    return new PodTemplateSpecBuilder()
        .withMetadata(labelled())
        .withSpec(
            RunPods.pod(settings)
                .withContainers(RunPods.container(MAIN_CONTAINER, settings).build())
                .build())
        .build();
  }

  private ObjectMeta labelled() {
    return new ObjectMetaBuilder()
        .withLabels(RunPods.labels(workflow.name(), launch.number()))
        .build();
  }

  private int parallelism() {
    return engine().parallelism().orElse(flink.taskManagers() * slots());
  }

  /**
   * Threads share what a part of the work has in memory: a TaskManager has one, if nothing else.
   */
  private int threads() {
    return engine().threads().orElse(wholeCpus());
  }

  /** As many parts as have their threads. */
  private int slots() {
    return Math.max(1, wholeCpus() / threads());
  }

  private int wholeCpus() {
    return Math.max(1, cpus(settings.cpu()).intValue());
  }

  private static BigDecimal cpus(String quantity) {
    return new Quantity(quantity).getNumericalAmount();
  }

  private Engine engine() {
    return workflow.spec().engine();
  }
}
