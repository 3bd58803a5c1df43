package dev.fringe.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** An operator that works until it is closed. */
public final class FringeOperator implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int THREADS = 8;

  private final Operator operator;

  private FringeOperator(Operator operator) {
    this.operator = operator;
  }

  /**
   * Starts it. Of several with the same lease, one works.
   *
   * @param client its own from here on
   * @param leaseNamespace where the lease is; empty for an operator that is alone
   */
  public static FringeOperator start(
      KubernetesClient client, OperatorSettings settings, Optional<String> leaseNamespace) {
    Operator operator =
        new Operator(
            configuration -> {
              configuration
                  .withKubernetesClient(client)
                  .withConcurrentReconciliationThreads(THREADS)
                  .withReconciliationTerminationTimeout(PATIENCE)
                  .withUseSSAToPatchPrimaryResource(false);
              leaseNamespace.ifPresent(
                  namespace ->
                      configuration.withLeaderElectionConfiguration(
                          LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                                  "fringe-operator")
                              .withLeaseNamespace(namespace)
                              .build()));
            });
    WorkflowReconciler reconciler = new WorkflowReconciler(client, settings, Clock.systemUTC());
    operator.register(
        reconciler,
        configuration -> {
          if (settings.namespaces().isEmpty()) {
            configuration.watchingAllNamespaces();
          } else {
            configuration.settingNamespaces(settings.namespaces());
          }
        });
    operator.start();
    return new FringeOperator(operator);
  }

  /** Whether it hears what the cluster tells. */
  public boolean isHealthy() {
    return operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  @Override
  public void close() {
    operator.stop();
  }
}
