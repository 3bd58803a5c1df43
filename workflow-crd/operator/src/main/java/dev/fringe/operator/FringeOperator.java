package dev.fringe.operator;

import dev.fringe.operator.schedule.FileSource;
import dev.fringe.operator.schedule.ScheduleReconciler;
import dev.fringe.operator.schedule.ScheduleResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator that works until it is closed. */
public final class FringeOperator implements AutoCloseable, Health {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);
  private static final int THREADS = 8;

  /** The exit code of an operator that no longer leads. */
  private static final int LEASE_LOST = 4;

  private static final Logger LOG = LoggerFactory.getLogger(FringeOperator.class);

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final Optional<String> leaseNamespace;
  private final Optional<FileSource> files;
  private volatile Metering metering = new Metering();
  private volatile Optional<Operator> operator = Optional.empty();
  private volatile String waitsFor = "it has not begun";
  private volatile boolean isClosing;

  /**
   * One that has not begun.
   *
   * @param client its own from here on
   * @param leaseNamespace where the lease is by which one of several works; empty for an operator
   *     that is alone
   * @param files where schedules' files are looked for; empty for none. It stays its owner's to
   *     close
   */
  public FringeOperator(
      KubernetesClient client,
      OperatorSettings settings,
      Optional<String> leaseNamespace,
      Optional<FileSource> files) {
    this.client = client;
    this.settings = settings;
    this.leaseNamespace = leaseNamespace;
    this.files = files;
  }

  /** One that has begun, and works on no schedules. */
  static FringeOperator start(
      KubernetesClient client, OperatorSettings settings, Optional<String> leaseNamespace) {
    FringeOperator operator =
        new FringeOperator(client, settings, leaseNamespace, Optional.empty());
    operator.begin();
    return operator;
  }

  /**
   * Begins to work, or to stand by. Where the API server does not answer, it is waited for.
   *
   * @throws RuntimeException if the API server refuses what the operator needs
   */
  public void begin() {
    operator =
        Optional.of(Insistence.ofThisProcess(words -> waitsFor = words).answer(this::started));
  }

  private Operator started() {
    boolean withSchedules = files.isPresent() && knowsSchedules();
    Metering counts = new Metering();
    Operator framework = framework(counts);
    framework.register(
        new WorkflowReconciler(client, settings, counts, Clock.systemUTC()),
        configuration ->
            watching(configuration).withOnAddFilter(WorkflowReconciler::isToBeLookedAt));
    if (withSchedules) {
      framework.register(
          new ScheduleReconciler(client, files.get(), Clock.systemUTC()), this::watching);
    }
    try {
      framework.start();
    } catch (RuntimeException e) {
      // What had begun before it failed goes on otherwise.
      framework.getRegisteredControllers().stream()
          .filter(Controller.class::isInstance)
          .map(controller -> ((Controller<?>) controller).getEventSourceManager())
          .flatMap(sources -> sources.allEventSources().stream())
          .forEach(source -> source.stop());
      throw e;
    }
    metering = counts;
    return framework;
  }

  private Operator framework(Metering counts) {
    return new Operator(
        configuration -> {
          configuration
              .withKubernetesClient(client)
              .withMetrics(counts.ofFramework())
              .withConcurrentReconciliationThreads(THREADS)
              .withReconciliationTerminationTimeout(PATIENCE)
              .withUseSSAToPatchPrimaryResource(false);
          leaseNamespace.ifPresent(
              namespace ->
                  configuration.withLeaderElectionConfiguration(
                      LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                              "fringe-operator")
                          .withLeaseNamespace(namespace)
                          .withIdentity(identity())
                          .withLeaderCallbacks(
                              new LeaderCallbacks(() -> {}, this::leaseIsLost, _ -> {}))
                          .build()));
        });
  }

  /**
   * Another may lead from now on: at once, without the end of what is under way, for that would go
   * on beside the other. Whoever started this process starts it again, as one that stands by.
   */
  private void leaseIsLost() {
    if (!isClosing) {
      LOG.error("the lease is lost: the API server was not reached in time; this operator ends");
      Runtime.getRuntime().halt(LEASE_LOST);
    }
  }

  /** Two on one machine are two: a host's name alone would let both work. */
  private static String identity() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("fringe")
        + "_"
        + UUID.randomUUID();
  }

  private <R extends HasMetadata> ControllerConfigurationOverrider<R> watching(
      ControllerConfigurationOverrider<R> configuration) {
    // However long a cluster is away: nothing is given up, and nobody is asked in haste.
    configuration.withRetry(
        new GenericRetry()
            .withoutMaxAttempts()
            .setInitialInterval(FIRST_RETRY.toMillis())
            .setIntervalMultiplier(2)
            .setMaxInterval(LAST_RETRY.toMillis()));
    return settings.namespaces().isEmpty()
        ? configuration.watchingAllNamespaces()
        : configuration.settingNamespaces(settings.namespaces());
  }

  /**
   * A cluster may know workflows alone, or give the operator rights for them alone: then it works
   * on those.
   */
  private boolean knowsSchedules() {
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

  @Override
  public Optional<String> whyNotAlive() {
    return operator.flatMap(
        framework ->
            framework.getRuntimeInfo().unhealthyEventSources().values().stream()
                .flatMap(sources -> sources.entrySet().stream())
                .filter(source -> hasStopped(source.getValue()))
                .map(source -> "the loop " + source.getKey() + " has stopped")
                .findFirst());
  }

  /** An informer that has stopped does not come back; one that has not heard all yet may. */
  private static boolean hasStopped(EventSourceHealthIndicator source) {
    return !(source instanceof InformerWrappingEventSourceHealthIndicator<?> informers)
        || informers.informerHealthIndicators().values().stream()
            .anyMatch(informer -> !informer.isRunning());
  }

  @Override
  public Optional<String> whyNotReady() {
    if (operator.isEmpty()) {
      return Optional.of(waitsFor);
    }
    return operator.get().getRuntimeInfo().allEventSourcesAreHealthy()
        ? Optional.empty()
        : Optional.of("not all of what the cluster has is heard");
  }

  /** What it counts, in Prometheus' text format. */
  public String metrics() {
    return metering.page();
  }

  @Override
  public void close() {
    isClosing = true;
    operator.ifPresentOrElse(Operator::stop, client::close);
  }
}
