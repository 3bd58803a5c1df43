package dev.fringe.deploy.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The one container of a pod, as a process. */
final class RunningPod {
  private static final Path SCRIPT =
      Path.of("src/test/resources/container").toAbsolutePath().normalize();

  private final Path folder;
  private final Process process;

  private RunningPod(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param pod with the address that it has got
   * @param folder what it keeps on this machine
   */
  static RunningPod start(
      KubernetesClient client, Pod pod, Image image, Volumes volumes, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Container container = pod.getSpec().getContainers().getFirst();
    Path end = Files.writeString(folder.resolve("termination-log"), "");
    Files.setPosixFilePermissions(end, PosixFilePermissions.fromString("rw-rw-rw-"));
    List<String> mounts = new ArrayList<>();
    image.folders().forEach(part -> mounts.add("ro " + part + " " + part));
    mounts.add("rw " + end + " " + container.getTerminationMessagePath());
    for (VolumeMount mount : container.getVolumeMounts()) {
      Volume volume =
          pod.getSpec().getVolumes().stream()
              .filter(v -> v.getName().equals(mount.getName()))
              .findFirst()
              .orElseThrow();
      mounts.add(
          (Boolean.TRUE.equals(mount.getReadOnly()) ? "ro " : "rw ")
              + volumes.of(pod, volume, folder.resolve("volumes"))
              + " "
              + mount.getMountPath());
    }
    Files.write(folder.resolve("mounts"), mounts);

    Map<String, String> environment = environment(client, pod, container, image);
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "--propagation=private",
                SCRIPT.toString(),
                folder.toString(),
                String.valueOf(pod.getSpec().getSecurityContext().getRunAsUser())));
    command.addAll(image.entryPoint());
    container.getArgs().stream().map(arg -> expand(arg, environment)).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new RunningPod(folder, builder.start());
  }

  private static Map<String, String> environment(
      KubernetesClient client, Pod pod, Container container, Image image) {
    Map<String, String> environment = new HashMap<>(image.environment());
    URI server =
        client.getMasterUrl() == null ? null : URI.create(client.getMasterUrl().toString());
    environment.put("KUBERNETES_SERVICE_HOST", server.getHost());
    environment.put("KUBERNETES_SERVICE_PORT", String.valueOf(server.getPort()));
    for (EnvFromSource source : container.getEnvFrom()) {
      Secret secret =
          client
              .secrets()
              .inNamespace(pod.getMetadata().getNamespace())
              .withName(source.getSecretRef().getName())
              .get();
      secret
          .getData()
          .forEach(
              (name, value) ->
                  environment.put(
                      name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    }
    for (EnvVar variable : container.getEnv()) {
      environment.put(
          variable.getName(),
          variable.getValueFrom() == null
              ? expand(variable.getValue(), environment)
              : Volumes.field(pod, variable.getValueFrom().getFieldRef().getFieldPath()));
    }
    return environment;
  }

  /** Replaces {@code $(NAME)} by what is known. */
  private static String expand(String text, Map<String, String> environment) {
    String expanded = text;
    for (var variable : environment.entrySet()) {
      expanded = expanded.replace("$(" + variable.getKey() + ")", variable.getValue());
    }
    return expanded;
  }

  int await() throws InterruptedException {
    return process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What the container left in its termination log. */
  String lastWords() throws IOException {
    return Files.readString(folder.resolve("termination-log"));
  }

  Path log() {
    return folder.resolve("log");
  }

  /** As a kubelet does: asks it to end, and ends it where it does not. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
