package dev.fringe.pipelines.elements;

import dev.fringe.imaging.gridding.WHistogram;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What reading some of the data showed, before anything is imaged.
 *
 * @param counts of rows and visibilities
 * @param w how the samples spread over |w|
 * @param density name in the store of the density of their weights; empty where the weighting needs
 *     none, or another survey bears it
 * @param sums of the bytes that were read, of inputs whose checksum is known
 * @param fault what is wrong with the data; empty if nothing
 */
public record RangeSurvey(
    DataCounts counts, WHistogram w, String density, List<InputSum> sums, String fault)
    implements Serializable {

  public RangeSurvey {
    sums = List.copyOf(sums);
  }

  public Optional<String> whatIsWrong() {
    return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
  }
}
