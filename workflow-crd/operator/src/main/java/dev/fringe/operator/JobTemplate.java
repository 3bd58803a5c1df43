package dev.fringe.operator;

import dev.fringe.operator.core.Action;
import dev.fringe.operator.core.FlinkJobIds;
import dev.fringe.operator.core.JobNames;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFileBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The job of an attempt: one pod, which is not started again by the cluster. All that it needs is
 * in the one object, so that one call launches it: the workflow is an annotation of the pod, which
 * the pod sees as a file.
 */
final class JobTemplate {
  static final String WORKFLOW_LABEL = "fringe.dev/workflow";
  static final String ATTEMPT_LABEL = "fringe.dev/attempt";
  static final String SPEC_ANNOTATION = "fringe.dev/workflow-file";
  static final String FLINK_ANNOTATION = "fringe.dev/flink-session";
  static final String FINISHED_ANNOTATION = "fringe.dev/finished-work";
  private static final String SPEC_FOLDER = "/workflow";
  private static final String SETTINGS_FOLDER = "/etc/fringe";
  private static final String SCRATCH_FOLDER = "/tmp";
  private static final String LAKE_FOLDER = "/lake";
  private static final int UID = 10_001;

  private JobTemplate() {}

  static Job of(
      WorkflowResource owner,
      Workflow workflow,
      Action.Launch launch,
      OperatorSettings settings,
      Optional<String> finished) {
    Optional<String> flink =
        settings
            .flinkSession()
            .filter(_ -> workflow.spec().engine().mode() == Engine.Mode.FLINK_SESSION);
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(SPEC_ANNOTATION, workflow.toYaml());
    finished.ifPresent(json -> annotations.put(FINISHED_ANNOTATION, json));
    Map<String, String> labels =
        Map.of(
            WORKFLOW_LABEL,
            workflow.name(),
            ATTEMPT_LABEL,
            String.valueOf(launch.number()),
            "app.kubernetes.io/managed-by",
            "fringe-operator");
    return new JobBuilder()
        .withNewMetadata()
        .withName(JobNames.of(workflow.name(), launch.number()))
        .withNamespace(owner.getMetadata().getNamespace())
        .withLabels(labels)
        .withAnnotations(flink.map(a -> Map.of(FLINK_ANNOTATION, a)).orElse(Map.of()))
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(Workflow.API_VERSION)
                .withKind(Workflow.KIND)
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withCompletions(1)
        .withParallelism(1)
        .withActiveDeadlineSeconds(
            launch.limit().map(Duration::toSeconds).map(s -> Math.max(1, s)).orElse(null))
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withServiceAccountName(settings.serviceAccount().orElse(null))
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser((long) UID)
        .withRunAsGroup((long) UID)
        .withFsGroup((long) UID)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(
            container(
                owner,
                settings,
                flink,
                FlinkJobIds.first(owner.getMetadata().getUid(), launch.number()),
                finished.isPresent()))
        .withVolumes(volumes(settings, finished.isPresent()))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Container container(
      WorkflowResource owner,
      OperatorSettings settings,
      Optional<String> flink,
      String flinkJobId,
      boolean isHanded) {
    Map<String, Quantity> resources =
        Map.of("cpu", new Quantity(settings.cpu()), "memory", new Quantity(settings.memory()));
    ContainerBuilder container =
        new ContainerBuilder()
            .withName("fringe")
            .withImage(settings.image())
            .withArgs("run", SPEC_FOLDER + "/workflow.yaml", "--out", SCRATCH_FOLDER + "/products")
            .withTerminationMessagePolicy("File")
            .addNewEnv()
            .withName("FRINGE_REPORT")
            .withValue("/dev/termination-log")
            .endEnv()
            .addNewEnv()
            .withName("FRINGE_WORKFLOW")
            .withValue(owner.getMetadata().getNamespace() + "/" + owner.getMetadata().getName())
            .endEnv()
            .addNewEnv()
            .withName("FRINGE_OWNER")
            .withValue(owner.getMetadata().getUid())
            .endEnv()
            .addNewEnv()
            .withName("POD_IP")
            .withNewValueFrom()
            .withNewFieldRef()
            .withFieldPath("status.podIP")
            .endFieldRef()
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("FRINGE_PROGRESS")
            .withValue("$(POD_IP):" + ProgressPages.PORT)
            .endEnv()
            .addNewPort()
            .withName("progress")
            .withContainerPort(ProgressPages.PORT)
            .endPort()
            .withNewResources()
            .withRequests(resources)
            .withLimits(resources)
            .endResources()
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .withVolumeMounts(mounts(settings));
    flink.ifPresent(
        address ->
            container
                .addToArgs("--flink-master", address)
                .addNewEnv()
                .withName("FRINGE_FLINK_JOB_ID")
                .withValue(flinkJobId)
                .endEnv());
    if (isHanded) {
      container
          .addNewEnv()
          .withName("FRINGE_FINISHED")
          .withValue(SPEC_FOLDER + "/finished.json")
          .endEnv();
    }
    settings
        .settings()
        .ifPresent(
            name ->
                container
                    .addNewEnv()
                    .withName("FRINGE_CONFIG")
                    .withValue(SETTINGS_FOLDER + "/fringe.yaml")
                    .endEnv());
    settings
        .credentials()
        .ifPresent(
            name ->
                container.withEnvFrom(
                    new EnvFromSourceBuilder()
                        .withNewSecretRef()
                        .withName(name)
                        .endSecretRef()
                        .build()));
    return container.build();
  }

  private static List<VolumeMount> mounts(OperatorSettings settings) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount("workflow", SPEC_FOLDER, true));
    mounts.add(mount("scratch", SCRATCH_FOLDER, false));
    settings.settings().ifPresent(name -> mounts.add(mount("settings", SETTINGS_FOLDER, true)));
    settings.volume().ifPresent(name -> mounts.add(mount("lake", LAKE_FOLDER, false)));
    return mounts;
  }

  private static VolumeMount mount(String name, String path, boolean isReadOnly) {
    return new VolumeMountBuilder()
        .withName(name)
        .withMountPath(path)
        .withReadOnly(isReadOnly)
        .build();
  }

  private static DownwardAPIVolumeFile file(String name, String annotation) {
    return new DownwardAPIVolumeFileBuilder()
        .withPath(name)
        .withNewFieldRef()
        .withFieldPath("metadata.annotations['" + annotation + "']")
        .endFieldRef()
        .build();
  }

  private static List<Volume> volumes(OperatorSettings settings, boolean isHanded) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName("workflow")
            .withNewDownwardAPI()
            .withItems(
                isHanded
                    ? List.of(
                        file("workflow.yaml", SPEC_ANNOTATION),
                        file("finished.json", FINISHED_ANNOTATION))
                    : List.of(file("workflow.yaml", SPEC_ANNOTATION)))
            .endDownwardAPI()
            .build());
    volumes.add(new VolumeBuilder().withName("scratch").withNewEmptyDir().endEmptyDir().build());
    settings
        .settings()
        .ifPresent(
            name ->
                volumes.add(
                    new VolumeBuilder()
                        .withName("settings")
                        .withNewConfigMap()
                        .withName(name)
                        .endConfigMap()
                        .build()));
    settings
        .volume()
        .ifPresent(
            claim ->
                volumes.add(
                    new VolumeBuilder()
                        .withName("lake")
                        .withNewPersistentVolumeClaim(claim, false)
                        .build()));
    return volumes;
  }
}
