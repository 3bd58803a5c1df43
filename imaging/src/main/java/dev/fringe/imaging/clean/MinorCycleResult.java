package dev.fringe.imaging.clean;

/**
 * What a minor cycle found.
 *
 * @param components the components, to be added to the model
 * @param iterations components found in this cycle
 * @param peakBeforeJy highest residual (absolute, if negative components are allowed) in the area
 *     that may be cleaned, at the start
 * @param peakAfterJy the same at the end, as far as the minor cycle knows it
 * @param levelJy the level down to which this cycle was to go
 * @param noiseJy robust noise of the residual, as far as the minor cycle knows it at the end
 * @param reason why the cycle ended
 * @param state for the next cycle
 */
public record MinorCycleResult(
    CleanComponents components,
    int iterations,
    double peakBeforeJy,
    double peakAfterJy,
    double levelJy,
    double noiseJy,
    StopReason reason,
    CleanState state) {

  /** Whether no further minor cycle should follow once the residual has been recomputed. */
  public boolean finished() {
    return reason.finished();
  }
}
