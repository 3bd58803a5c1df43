package dev.fringe.operator;

import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFileBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pods of every engine have: they are confined, they see the lake and its settings, and
 * the one that runs {@code fringe} sees the workflow, an annotation of its own, as a file.
 */
final class RunPods {
  static final String WORKFLOW_LABEL = "fringe.dev/workflow";
  static final String ATTEMPT_LABEL = "fringe.dev/attempt";
  static final String SPEC_ANNOTATION = "fringe.dev/workflow-file";
  static final String FINISHED_ANNOTATION = "fringe.dev/finished-work";
  static final String SCRATCH_FOLDER = "/tmp";
  private static final String SPEC_FOLDER = "/workflow";
  private static final String SETTINGS_FOLDER = "/etc/fringe";
  private static final String LAKE_FOLDER = "/lake";
  private static final long UID = 10_001;

  private RunPods() {}

  static Map<String, String> labels(String workflow, int number) {
    return Map.of(
        WORKFLOW_LABEL,
        workflow,
        ATTEMPT_LABEL,
        String.valueOf(number),
        "app.kubernetes.io/managed-by",
        "fringe-operator");
  }

  /** Of the pod that runs {@code fringe}. */
  static Map<String, String> annotations(Workflow workflow, Optional<String> finished) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(SPEC_ANNOTATION, workflow.toYaml());
    finished.ifPresent(json -> annotations.put(FINISHED_ANNOTATION, json));
    return annotations;
  }

  /** A pod that may do nothing but its work. */
  static PodSpecBuilder pod(OperatorSettings settings) {
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(UID)
            .withRunAsGroup(UID)
            .withFsGroup(UID)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewVolume()
            .withName("scratch")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume();
    settings
        .settings()
        .ifPresent(
            name ->
                pod.addNewVolume()
                    .withName("settings")
                    .withNewConfigMap()
                    .withName(name)
                    .endConfigMap()
                    .endVolume());
    settings
        .volume()
        .ifPresent(
            claim ->
                pod.addToVolumes(
                    new VolumeBuilder()
                        .withName("lake")
                        .withNewPersistentVolumeClaim(claim, false)
                        .build()));
    return pod;
  }

  /** The same pod, with the workflow's volume. */
  static PodSpecBuilder withWorkflow(PodSpecBuilder pod, boolean isHanded) {
    List<DownwardAPIVolumeFile> files = new ArrayList<>();
    files.add(file("workflow.yaml", SPEC_ANNOTATION));
    if (isHanded) {
      files.add(file("finished.json", FINISHED_ANNOTATION));
    }
    return pod.addNewVolume()
        .withName("workflow")
        .withNewDownwardAPI()
        .withItems(files)
        .endDownwardAPI()
        .endVolume();
  }

  /** A container that takes part in the work. */
  static ContainerBuilder container(String name, OperatorSettings settings) {
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(name)
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .addToVolumeMounts(mount("scratch", SCRATCH_FOLDER, false));
    settings
        .settings()
        .ifPresent(
            _ ->
                container
                    .addToVolumeMounts(mount("settings", SETTINGS_FOLDER, true))
                    .addNewEnv()
                    .withName("FRINGE_CONFIG")
                    .withValue(SETTINGS_FOLDER + "/fringe.yaml")
                    .endEnv());
    settings
        .volume()
        .ifPresent(_ -> container.addToVolumeMounts(mount("lake", LAKE_FOLDER, false)));
    settings
        .credentials()
        .ifPresent(
            secret ->
                container.withEnvFrom(
                    new EnvFromSourceBuilder()
                        .withNewSecretRef()
                        .withName(secret)
                        .endSecretRef()
                        .build()));
    return container;
  }

  /**
   * The same container, that runs {@code fringe} and tells of it.
   *
   * @param report the file in which its last words are left
   */
  static ContainerBuilder telling(
      ContainerBuilder container, WorkflowResource owner, String report, boolean isHanded) {
    container
        .addToVolumeMounts(mount("workflow", SPEC_FOLDER, true))
        .addNewEnv()
        .withName("FRINGE_REPORT")
        .withValue(report)
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
        .withValue("$(POD_IP):" + RunPages.PORT)
        .endEnv()
        .addNewPort()
        .withName("progress")
        .withContainerPort(RunPages.PORT)
        .endPort();
    return isHanded
        ? container
            .addNewEnv()
            .withName("FRINGE_FINISHED")
            .withValue(SPEC_FOLDER + "/finished.json")
            .endEnv()
        : container;
  }

  /** What {@code fringe} is told. */
  static List<String> arguments() {
    return List.of("run", SPEC_FOLDER + "/workflow.yaml", "--out", SCRATCH_FOLDER + "/products");
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
}
