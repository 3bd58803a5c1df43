package dev.fringe.operator.core;

import java.time.Duration;
import java.util.Optional;

/** Something that an operator does to a cluster. Each may be done twice without harm. */
public sealed interface Action {

  /** Nothing. */
  record Nothing() implements Action {}

  /**
   * Creates an attempt's job, unless it is there.
   *
   * @param number from 1
   * @param limit how long it may take
   */
  record Launch(int number, Optional<Duration> limit) implements Action {}

  /** Deletes an attempt's job. */
  record End(int number) implements Action {}

  /** Deletes the workflow, whose time after its end is over. */
  record Forget() implements Action {}
}
