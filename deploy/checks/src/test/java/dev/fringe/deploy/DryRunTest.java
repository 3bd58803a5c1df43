package dev.fringe.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.cluster.testing.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server says of every object: defaults, ranges, CEL rules and admission included. */
@Tag("cluster")
class DryRunTest {
  private static final String ID = UUID.randomUUID().toString().substring(0, 8);
  private static final List<String> NAMESPACES =
      List.of("fringe-system", "fringe-workflows", "flux-system");
  private static KubernetesClient admin;

  @BeforeAll
  static void definitions() throws IOException, InterruptedException {
    admin = TestCluster.connect();
    define(Kubectl.kustomize("crds"));
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("src/test/resources/definitions"), "*.yaml")) {
      for (Path file : files) {
        define(Files.readString(file));
      }
    }
    for (String namespace : NAMESPACES) {
      TestCluster.createNamespace(admin, namespace + "-" + ID, Map.of());
    }
  }

  private static void define(String yaml) throws IOException, InterruptedException {
    apply(yaml);
    for (var definition : Manifests.parse(yaml).objects()) {
      TestCluster.awaitDefinition(admin, definition.at("/metadata/name").asText());
    }
  }

  /** What kubectl tells of each object. */
  private static String apply(String yaml, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "--kubeconfig",
                TestCluster.kubeconfig(),
                "apply",
                "--server-side",
                "--force-conflicts",
                "-f-"));
    command.addAll(List.of(more));
    return Kubectl.run(command, yaml);
  }

  @AfterAll
  static void gone() {
    if (admin != null) {
      NAMESPACES.forEach(n -> admin.namespaces().withName(n + "-" + ID).delete());
      admin.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/centre", "flux"})
  void everyObjectIsAccepted(String folder) throws IOException, InterruptedException {
    String yaml = Kubectl.kustomize(folder);
    for (String namespace : NAMESPACES) {
      yaml = yaml.replace(namespace, namespace + "-" + ID);
    }
    String told = apply(yaml, "--dry-run=server", "--validate=strict");
    assertEquals(Manifests.parse(yaml).objects().size(), told.lines().count(), told);
  }
}
