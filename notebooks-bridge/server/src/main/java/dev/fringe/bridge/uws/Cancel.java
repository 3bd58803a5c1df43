package dev.fringe.bridge.uws;

import java.util.Optional;

/** Tells a job to end. Not by interrupts, which would close the database's files. */
public final class Cancel {

  private boolean isCancelled;
  private Optional<Runnable> stop = Optional.empty();

  /** Has {@code action} called when the job is to end: at once, if that has been said already. */
  public synchronized void onCancel(Runnable action) {
    if (isCancelled) {
      action.run();
    } else {
      stop = Optional.of(action);
    }
  }

  public synchronized boolean isCancelled() {
    return isCancelled;
  }

  synchronized void cancel() {
    isCancelled = true;
    stop.ifPresent(Runnable::run);
  }
}
