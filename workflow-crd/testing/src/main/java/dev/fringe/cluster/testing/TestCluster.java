package dev.fringe.cluster.testing;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real API server that {@code KUBECONFIG} names; a test that asks for it is skipped without.
 */
public final class TestCluster {
  private static final long PATIENCE_SECONDS = 180;

  private TestCluster() {}

  /** The kubeconfig's path. */
  public static String kubeconfig() {
    String kubeconfig = System.getProperty("fringe.cluster", "");
    assumeFalse(
        kubeconfig.isEmpty() || kubeconfig.startsWith("${"),
        "skipped: no Kubernetes cluster; set KUBECONFIG and run with -Pcluster");
    return kubeconfig;
  }

  /** How it is reached, as its administrator. */
  public static Config config() {
    return Config.fromKubeconfig(new File(kubeconfig()));
  }

  /** A client of its administrator, the caller's to close. */
  public static KubernetesClient connect() {
    return new KubernetesClientBuilder().withConfig(config()).build();
  }

  /**
   * Defines a kind, or changes its definition; returns once its objects are served. One at a time:
   * of two tests that find no definition, the server would refuse one.
   */
  public static synchronized void define(KubernetesClient client, String yaml) {
    CustomResourceDefinition definition =
        client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
    client.resource(definition).forceConflicts().serverSideApply();
    awaitDefinition(client, definition.getMetadata().getName());
  }

  /** Returns once a definition's objects are served. */
  public static void awaitDefinition(KubernetesClient client, String name) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(TestCluster::isServed, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** A new one has no conditions for a moment. */
  private static boolean isServed(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** Creates a namespace. */
  public static void createNamespace(
      KubernetesClient client, String name, Map<String, String> labels) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
  }
}
