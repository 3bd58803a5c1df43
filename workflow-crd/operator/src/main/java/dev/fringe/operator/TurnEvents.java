package dev.fringe.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private final Supplier<List<ResourceID>> due;
  private ScheduledExecutorService clock;

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
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fringe-turns").factory());
    var _ =
        clock.scheduleWithFixedDelay(
            this::lookThrough, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    clock.shutdownNow();
    super.stop();
  }

  private void lookThrough() {
    try {
      due.get().forEach(this::propagateEvent);
    } catch (RuntimeException e) {
      LOG.warn("the line of waiting workflows could not be looked through", e);
    }
  }
}
