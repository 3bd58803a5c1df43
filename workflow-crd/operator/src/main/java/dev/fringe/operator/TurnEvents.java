package dev.fringe.operator;

import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has workflows looked at whose turn has come. Whoever gives a place back tells so at once; now and
 * then the line is looked through as well, in the operator's caches and without a call, for on a
 * bad day one may have been told while it could not go on.
 */
final class TurnEvents extends SimpleInboundEventSource<WorkflowResource> {
  private static final Logger LOG = LoggerFactory.getLogger(TurnEvents.class);
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  private final Supplier<List<ResourceID>> due;
  private final AtomicLong lookedNanos = new AtomicLong();
  private Optional<ScheduledExecutorService> clock = Optional.empty();

  /**
   * @param due those whose turn has come, and who have not taken it yet
   */
  TurnEvents(Supplier<List<ResourceID>> due) {
    super("turns");
    this.due = due;
  }

  @Override
  public void start() {
    super.start();
    lookedNanos.set(System.nanoTime());
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fringe-turns").factory());
    clock = Optional.of(started);
    var _ =
        started.scheduleWithFixedDelay(
            this::lookThrough, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    clock.ifPresent(ScheduledExecutorService::shutdownNow);
    super.stop();
  }

  /** Whether it looks, and is not held up. */
  @Override
  public Status getStatus() {
    return System.nanoTime() - lookedNanos.get() < LONGEST_SILENCE.toNanos()
        ? Status.HEALTHY
        : Status.UNHEALTHY;
  }

  private void lookThrough() {
    try {
      due.get().forEach(this::propagateEvent);
    } catch (RuntimeException e) {
      LOG.warn("the line of waiting workflows could not be looked through", e);
    }
    lookedNanos.set(System.nanoTime());
  }
}
