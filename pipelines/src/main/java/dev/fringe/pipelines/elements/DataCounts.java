package dev.fringe.pipelines.elements;

import java.io.Serializable;

/**
 * What was met while reading, over all rows of the inputs.
 *
 * @param visibilities samples (row and channel) in the selected data, autocorrelations left out
 * @param used samples whose weight is above 0
 * @param autocorrelations rows left out because they are of one antenna with itself
 * @param unselected rows left out by the selection
 * @param time when rows with samples that are used were observed
 */
public record DataCounts(
    long visibilities, long used, long autocorrelations, long unselected, ObservedTime time)
    implements Serializable {

  public static DataCounts none() {
    return new DataCounts(0, 0, 0, 0, ObservedTime.none());
  }

  public DataCounts plus(DataCounts other) {
    return new DataCounts(
        visibilities + other.visibilities,
        used + other.used,
        autocorrelations + other.autocorrelations,
        unselected + other.unselected,
        time.plus(other.time));
  }

  public long flagged() {
    return visibilities - used;
  }
}
