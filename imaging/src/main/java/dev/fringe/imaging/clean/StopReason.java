package dev.fringe.imaging.clean;

/** Why a minor cycle ended. */
public enum StopReason {
  /** There was no minor cycle yet. */
  NOT_STARTED(false),
  /** Nothing is left above the threshold: the clean is finished. */
  THRESHOLD(true),
  /** All iterations are used up: the clean is finished. */
  ITERATIONS(true),
  /** The residual grows instead of shrinking: the clean is finished, and not well. */
  DIVERGED(true),
  /** No pixel may be cleaned (mask, border, or an image of zeros): the clean is finished. */
  NO_PIXELS(true),
  /** As deep as this major cycle may go: the residual has to be recomputed. */
  MAJOR_CYCLE_DEPTH(false),
  /** The automatic mask is complete: recompute the residual, then clean deeper within it. */
  AUTO_MASK_COMPLETE(false);

  private final boolean finished;

  StopReason(boolean finished) {
    this.finished = finished;
  }

  /** Whether no further minor cycle should follow. */
  public boolean finished() {
    return finished;
  }
}
