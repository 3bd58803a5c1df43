package dev.fringe.deploy.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A pod's volumes as folders of this machine. */
final class Volumes {
  private static final long TOKEN_SECONDS = 3607;

  private final KubernetesClient client;
  private final Path claims;

  /**
   * Makes them.
   *
   * @param claims where each PersistentVolumeClaim is a folder of its namespace's and its own name
   */
  Volumes(KubernetesClient client, Path claims) {
    this.client = client;
    this.claims = claims;
  }

  Path of(Pod pod, Volume volume, Path folder) {
    String namespace = pod.getMetadata().getNamespace();
    try {
      if (volume.getPersistentVolumeClaim() != null) {
        return shared(
            claims.resolve(namespace).resolve(volume.getPersistentVolumeClaim().getClaimName()));
      }
      Path made = shared(folder.resolve(volume.getName()));
      if (volume.getDownwardAPI() != null) {
        downward(pod, volume.getDownwardAPI().getItems(), made);
      } else if (volume.getConfigMap() != null) {
        write(made, configMap(namespace, volume.getConfigMap().getName()));
      } else if (volume.getProjected() != null) {
        for (VolumeProjection source : volume.getProjected().getSources()) {
          project(pod, source, made);
        }
      } else if (volume.getEmptyDir() == null) {
        throw new IllegalStateException("a volume of a kind that this node lacks: " + volume);
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void project(Pod pod, VolumeProjection source, Path folder) throws IOException {
    String namespace = pod.getMetadata().getNamespace();
    if (source.getServiceAccountToken() != null) {
      TokenRequest request =
          new TokenRequestBuilder()
              .withNewSpec()
              .withExpirationSeconds(TOKEN_SECONDS)
              .endSpec()
              .build();
      TokenRequest answer =
          client
              .serviceAccounts()
              .inNamespace(namespace)
              .withName(pod.getSpec().getServiceAccountName())
              .tokenRequest(request);
      write(folder, source.getServiceAccountToken().getPath(), answer.getStatus().getToken());
    } else if (source.getConfigMap() != null) {
      write(folder, configMap(namespace, source.getConfigMap().getName()));
    } else if (source.getDownwardAPI() != null) {
      downward(pod, source.getDownwardAPI().getItems(), folder);
    }
  }

  private ConfigMap configMap(String namespace, String name) {
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    if (map == null) {
      throw new IllegalStateException("there is no ConfigMap " + namespace + "/" + name);
    }
    return map;
  }

  private static void downward(Pod pod, List<DownwardAPIVolumeFile> files, Path folder)
      throws IOException {
    for (DownwardAPIVolumeFile file : files) {
      write(folder, file.getPath(), field(pod, file.getFieldRef().getFieldPath()));
    }
  }

  /** What a field reference of the downward API means. */
  static String field(Pod pod, String path) {
    if (path.startsWith("metadata.annotations['")) {
      return pod.getMetadata()
          .getAnnotations()
          .get(path.substring("metadata.annotations['".length(), path.length() - 2));
    }
    return switch (path) {
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      case "metadata.name" -> pod.getMetadata().getName();
      case "status.podIP" -> pod.getStatus().getPodIP();
      default -> throw new IllegalStateException("a field that this node lacks: " + path);
    };
  }

  private static void write(Path folder, ConfigMap map) throws IOException {
    for (var entry : map.getData().entrySet()) {
      write(folder, entry.getKey(), entry.getValue());
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.setPosixFilePermissions(
        Files.writeString(folder.resolve(name), text),
        PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** A folder that any user may write to, as fsGroup would have it. */
  static Path shared(Path folder) throws IOException {
    return Files.setPosixFilePermissions(
        Files.createDirectories(folder), PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
