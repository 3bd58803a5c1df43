package dev.fringe.imaging.calibration;

import java.io.Serializable;

/**
 * Time cut into equal intervals.
 *
 * @param originMjd where interval 0 begins, modified Julian date
 * @param seconds length of each; infinite where all times are of one interval
 */
public record SolutionIntervals(double originMjd, double seconds) implements Serializable {

  private static final double SECONDS_PER_DAY = 86_400;

  /** Times are told by their centres, and rounded in files: none should fall upon an edge. */
  private static final double ROUNDING_SECONDS = 1e-3;

  public SolutionIntervals {
    if (!(seconds > 0) || !Double.isFinite(originMjd)) {
      throw new IllegalArgumentException(
          "intervals of %s s from MJD %s: the length must be above 0 and the origin finite"
              .formatted(seconds, originMjd));
    }
  }

  /** All times from an origin on. */
  public static SolutionIntervals whole(double originMjd) {
    return new SolutionIntervals(originMjd, Double.POSITIVE_INFINITY);
  }

  /** Number of the interval that holds a time; negative before the origin. */
  public int of(double mjd) {
    return (int) Math.floor(((mjd - originMjd) * SECONDS_PER_DAY + ROUNDING_SECONDS) / seconds);
  }

  /** Where an interval begins. */
  public double startMjd(int interval) {
    return interval == 0 ? originMjd : originMjd + interval * seconds / SECONDS_PER_DAY;
  }
}
