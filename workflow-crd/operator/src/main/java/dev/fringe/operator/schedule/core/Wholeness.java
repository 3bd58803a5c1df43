package dev.fringe.operator.schedule.core;

import java.time.Duration;
import java.time.Instant;

/** When a file is whole. */
final class Wholeness {
  /** How often one asks after files that a lake knows and that cannot be read yet. */
  static final Duration ASK_AGAIN = Duration.ofMinutes(5);

  private final Memory memory;
  private final Duration settle;
  private final Instant now;

  /**
   * @param memory that knows of this look
   * @param settle for how long a file must have stayed as it is
   */
  Wholeness(Memory memory, Duration settle, Instant now) {
    this.memory = memory;
    this.settle = settle;
    this.now = now;
  }

  boolean isWhole(Found file) {
    return switch (file.state()) {
      case WHOLE -> true;
      case NOT_YET -> false;
      case MAY_CHANGE -> !settledAt(file).isAfter(now);
    };
  }

  /** When it is worth a further look. */
  Instant again(Found file) {
    return file.state() == Found.State.NOT_YET ? now.plus(ASK_AGAIN) : settledAt(file);
  }

  private Instant settledAt(Found file) {
    Instant since = memory.since(file);
    Instant seenTwice = since.plus(gap());
    // A time that has not come yet tells nothing: that store's clock is wrong.
    Instant settled = (file.time().isAfter(now) ? since : file.time()).plus(settle);
    return settled.isAfter(seenTwice) ? settled : seenTwice;
  }

  Duration gap() {
    return settle.compareTo(Memory.GAP) < 0 ? settle : Memory.GAP;
  }
}
