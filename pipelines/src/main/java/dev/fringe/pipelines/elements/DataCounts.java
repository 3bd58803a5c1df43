package dev.fringe.pipelines.elements;

import java.io.Serializable;

/**
 * What was met while reading, over all rows of the inputs.
 *
 * @param visibilities samples (row and channel) in the selected data, autocorrelations left out
 * @param used samples whose weight is above 0
 * @param autocorrelations rows left out because they are of one antenna with itself
 * @param unselected rows left out by the selection
 * @param startMjd earliest time used, modified Julian date (UTC)
 * @param endMjd latest time used
 */
public record DataCounts(
    long visibilities,
    long used,
    long autocorrelations,
    long unselected,
    double startMjd,
    double endMjd)
    implements Serializable {

  public static DataCounts none() {
    return new DataCounts(0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  public DataCounts plus(DataCounts other) {
    return new DataCounts(
        visibilities + other.visibilities,
        used + other.used,
        autocorrelations + other.autocorrelations,
        unselected + other.unselected,
        Math.min(startMjd, other.startMjd),
        Math.max(endMjd, other.endMjd));
  }

  public long flagged() {
    return visibilities - used;
  }
}
