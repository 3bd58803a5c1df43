package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import java.io.Serializable;

/**
 * What a clean carries from one major cycle to the next, besides its images. Immutable and
 * serialisable.
 *
 * @param majorCycles minor cycles run so far
 * @param iterations components found so far
 * @param startPeakJy highest residual before the first component; NaN before the first cycle
 * @param lastPeakJy highest residual at the start of the last cycle; NaN before the first
 * @param noiseJy robust noise of the residual as the last cycle left it; NaN before the first
 * @param area where components may lie at all, apart from the border
 * @param found pixels that got components, kept only where an automatic mask is wanted
 * @param withinFound whether the automatic mask is complete and components are confined to it
 * @param lastStop why the last cycle ended
 */
public record CleanState(
    int majorCycles,
    long iterations,
    double startPeakJy,
    double lastPeakJy,
    double noiseJy,
    CleanMask area,
    CleanMask found,
    boolean withinFound,
    StopReason lastStop)
    implements Serializable {

  /** Before the first cycle; components may lie anywhere. */
  public static CleanState start(ImageGeometry geometry) {
    return startWithin(CleanMask.all(geometry.width(), geometry.height()));
  }

  /** Before the first cycle; components may lie in this mask only. */
  public static CleanState startWithin(CleanMask area) {
    return new CleanState(
        0,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        area,
        CleanMask.none(area.width(), area.height()),
        false,
        StopReason.NOT_STARTED);
  }

  /** Whether no further minor cycle should follow. */
  public boolean finished() {
    return lastStop.finished();
  }
}
