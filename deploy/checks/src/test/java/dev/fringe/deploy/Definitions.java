package dev.fringe.deploy;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.TimeUnit;

/** Definitions of resources, as an API server takes them up. */
final class Definitions {
  private static final long PATIENCE_SECONDS = 180;

  private Definitions() {}

  /** Returns once the server serves a definition's objects. */
  static void await(KubernetesClient admin, String name) {
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(Definitions::isServed, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** A new one has no conditions for a moment. */
  private static boolean isServed(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
