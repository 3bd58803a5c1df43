package dev.fringe.operator;

import dev.fringe.workflow.status.Phase;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * What an operator counts, as Prometheus reads it: workflows by phase, what happened to them, its
 * own work, memory and processor time. Nothing is counted by workflow, so that there are not ever
 * more series.
 */
final class Metering {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** What the framework tells of some of its events, and not of others. */
  private static final String ACTION = "action";

  Metering() {
    // Prometheus has one set of labels for a metric: without this, whichever kind comes second is
    // not counted.
    registry.config().meterFilter(onEventsAnAction());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    // What Prometheus first sees at 1 has not increased for it: the usual ones stand at 0 before.
    notices("Launched", false);
    notices("Succeeded", false);
    notices("AttemptFailed", true);
    notices("BadInput", true);
  }

  /** What the operator's framework tells of its work. */
  Metrics ofFramework() {
    return MicrometerMetricsV2.newBuilder(registry).build();
  }

  private static MeterFilter onEventsAnAction() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals("events.received") && id.getTag(ACTION) == null
            ? id.withTag(Tag.of(ACTION, ""))
            : id;
      }
    };
  }

  /** Has workflows counted when they are asked for. */
  void workflows(ToDoubleFunction<Phase> counted) {
    for (Phase phase : Phase.values()) {
      Gauge.builder("fringe.workflows", phase, counted)
          .description("Workflows by phase")
          .tag("phase", phase.toString())
          .strongReference(true)
          .register(registry);
    }
  }

  /** Counts something that a workflow's events tell too. */
  void noticed(String reason, boolean isWarning) {
    notices(reason, isWarning).increment();
  }

  private Counter notices(String reason, boolean isWarning) {
    return Counter.builder("fringe.notices")
        .description("What happened to workflows, by the reasons that their events tell")
        .tag("reason", reason)
        .tag("warning", Boolean.toString(isWarning))
        .register(registry);
  }

  /** All of it, in Prometheus' text format. */
  String page() {
    return registry.scrape();
  }
}
