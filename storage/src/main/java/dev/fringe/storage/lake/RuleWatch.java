package dev.fringe.storage.lake;

import dev.fringe.storage.lake.ReplicationRule.State;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Watches rules until their copies are there. Asks again after a second, then ever less often, up
 * to once a minute.
 */
public final class RuleWatch {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final DataLake lake;
  private final Duration firstPause;

  private RuleWatch(DataLake lake, Duration firstPause) {
    this.lake = lake;
    this.firstPause = firstPause;
  }

  public static RuleWatch of(DataLake lake) {
    return new RuleWatch(lake, FIRST_PAUSE);
  }

  static RuleWatch of(DataLake lake, Duration firstPause) {
    return new RuleWatch(lake, firstPause);
  }

  /**
   * Waits.
   *
   * @param deadline from now on; when it has passed the rules are given back as they stand
   * @param seen told of every rule each time that it was asked for
   * @return the rules as they stand
   * @throws LakeException if a rule is suspended, so that nothing will come of waiting
   * @throws InterruptedIOException if the thread is interrupted
   */
  public List<ReplicationRule> until(
      Wait wait, List<ReplicationRule> rules, Duration deadline, Consumer<ReplicationRule> seen)
      throws IOException {
    long end = System.nanoTime() + deadline.toNanos();
    List<ReplicationRule> now = rules;
    Duration pause = firstPause;
    while (true) {
      now.forEach(seen);
      for (ReplicationRule rule : now) {
        if (rule.state() == State.SUSPENDED && !isEnough(wait, rule)) {
          throw new LakeException(
              "rule %s for %s is suspended: %s"
                  .formatted(rule.id(), rule.did(), rule.error().isEmpty() ? "-" : rule.error()));
        }
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (now.stream().allMatch(rule -> isEnough(wait, rule)) || !left.isPositive()) {
        return now;
      }
      sleep(pause.compareTo(left) < 0 ? pause : left);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
      now = again(now);
    }
  }

  /** Whether a rule has come as far as is waited for. */
  public static boolean isEnough(Wait wait, ReplicationRule rule) {
    return switch (wait) {
      case NONE -> true;
      case FIRST_COPY ->
          rule.state() == State.OK || (rule.ok() > 0 && rule.ok() * rule.copies() >= rule.wanted());
      case ALL -> rule.state() == State.OK;
    };
  }

  private List<ReplicationRule> again(List<ReplicationRule> rules) throws IOException {
    List<ReplicationRule> now = new ArrayList<>();
    for (ReplicationRule rule : rules) {
      now.add(lake.rule(rule.id()));
    }
    return now;
  }

  private static void sleep(Duration pause) throws InterruptedIOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for replication rules");
    }
  }
}
