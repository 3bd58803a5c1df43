package dev.fringe.operator;

import dev.fringe.operator.schedule.FileSource;
import dev.fringe.operator.schedule.ScheduleReconciler;
import dev.fringe.operator.schedule.ScheduleResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator that works until it is closed. */
public final class FringeOperator implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);
  private static final int THREADS = 8;
  private static final Logger LOG = LoggerFactory.getLogger(FringeOperator.class);

  private final Operator operator;
  private final Metering metering;

  private FringeOperator(Operator operator, Metering metering) {
    this.operator = operator;
    this.metering = metering;
  }

  /**
   * Starts it. Of several with the same lease, one works.
   *
   * @param client its own from here on
   * @param leaseNamespace where the lease is; empty for an operator that is alone
   */
  public static FringeOperator start(
      KubernetesClient client, OperatorSettings settings, Optional<String> leaseNamespace) {
    return start(client, settings, leaseNamespace, Optional.empty());
  }

  /**
   * The same, working on schedules too.
   *
   * @param files where schedules' files are looked for; empty for none. It stays its owner's to
   *     close
   */
  public static FringeOperator start(
      KubernetesClient client,
      OperatorSettings settings,
      Optional<String> leaseNamespace,
      Optional<FileSource> files) {
    Metering metering = new Metering();
    Operator operator =
        new Operator(
            configuration -> {
              configuration
                  .withKubernetesClient(client)
                  .withMetrics(metering.ofFramework())
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
    WorkflowReconciler reconciler =
        new WorkflowReconciler(client, settings, metering, Clock.systemUTC());
    operator.register(reconciler, configuration -> watching(configuration, settings));
    files
        .filter(_ -> knowsSchedules(client, settings))
        .ifPresent(
            source ->
                operator.register(
                    new ScheduleReconciler(client, source, Clock.systemUTC()),
                    configuration -> watching(configuration, settings)));
    operator.start();
    return new FringeOperator(operator, metering);
  }

  private static <R extends HasMetadata> void watching(
      ControllerConfigurationOverrider<R> configuration, OperatorSettings settings) {
    // However long a cluster is away: nothing is given up, and nobody is asked in haste.
    configuration.withRetry(
        new GenericRetry()
            .withoutMaxAttempts()
            .setInitialInterval(FIRST_RETRY.toMillis())
            .setIntervalMultiplier(2)
            .setMaxInterval(LAST_RETRY.toMillis()));
    if (settings.namespaces().isEmpty()) {
      configuration.watchingAllNamespaces();
    } else {
      configuration.settingNamespaces(settings.namespaces());
    }
  }

  /**
   * A cluster may know workflows alone, or give the operator rights for them alone: then it works
   * on those.
   */
  private static boolean knowsSchedules(KubernetesClient client, OperatorSettings settings) {
    var all = client.resources(ScheduleResource.class);
    var limit = new ListOptionsBuilder().withLimit(1L).build();
    try {
      if (settings.namespaces().isEmpty()) {
        all.inAnyNamespace().list(limit);
      } else {
        all.inNamespace(settings.namespaces().iterator().next()).list(limit);
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      LOG.warn(
          "schedules are not worked on: the cluster does not know WorkflowSchedule, or gives no"
              + " right to list them; deploy/components/schedules has both");
      return false;
    }
  }

  /** Whether it hears what the cluster tells. */
  public boolean isHealthy() {
    return operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** What it counts, in Prometheus' text format. */
  public String metrics() {
    return metering.page();
  }

  @Override
  public void close() {
    operator.stop();
  }
}
