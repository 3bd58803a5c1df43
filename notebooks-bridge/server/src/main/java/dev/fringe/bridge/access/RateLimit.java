package dev.fringe.bridge.access;

import dev.fringe.bridge.web.Endpoints;
import io.javalin.config.JavalinConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds the requests of one caller, who is a person where they are known and an address otherwise.
 * A minute's worth may come at once; after that as many as come in by time.
 */
public final class RateLimit implements Endpoints {

  private static final int MOST_CALLERS = 10_000;
  private static final double MINUTE = Duration.ofMinutes(1).toMillis();

  private final int perMinute;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  private record Bucket(double left, long at) {}

  /**
   * @param perMinute 0 for no bound
   */
  public RateLimit(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  @Override
  public void register(JavalinConfig config) {
    if (perMinute == 0) {
      return;
    }
    config.routes.before(
        context -> {
          Visitor visitor = AccessGate.visitor(context);
          require(visitor.isKnown() ? "user " + visitor.name() : context.ip(), "requests");
        });
  }

  /** Lets a caller through who has not asked for too many of something. */
  void require(String caller, String what) {
    if (!take(caller)) {
      throw AccessException.tooMany(
          "more than %d %s a minute; wait a little".formatted(perMinute, what));
    }
  }

  synchronized boolean take(String caller) {
    long now = clock.millis();
    Bucket bucket = buckets.getOrDefault(caller, new Bucket(perMinute, now));
    double left =
        Math.min(perMinute, bucket.left() + Math.max(0, now - bucket.at()) / MINUTE * perMinute);
    boolean isGranted = left >= 1;
    buckets.put(caller, new Bucket(isGranted ? left - 1 : left, now));
    return isGranted;
  }
}
