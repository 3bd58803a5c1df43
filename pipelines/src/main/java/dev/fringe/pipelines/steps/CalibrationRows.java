package dev.fringe.pipelines.steps;

import dev.fringe.imaging.calibration.AntennaRows;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.polarisation.StokesCombiner;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.read.AntennaIndex;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.read.OpenInput;
import dev.fringe.pipelines.read.SampleReader;
import dev.fringe.pipelines.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The visibilities of a run that calibration works on, in memory.
 *
 * @param rows of Stokes I where it can be formed, else of the first polarisation that is imaged
 * @param firstMjd the earliest time
 * @param integrationSeconds the longest integration; 0 where the files do not tell
 */
record CalibrationRows(List<AntennaRows> rows, double firstMjd, double integrationSeconds) {

  static CalibrationRows read(ImagingRun run, List<InputRange> ranges, RunStore store)
      throws IOException {
    AntennaIndex antennas = AntennaIndex.of(run.observations());
    List<AntennaRows> all = new ArrayList<>();
    double[] first = {Double.POSITIVE_INFINITY};
    double[] longest = {0};
    String product = product(run);
    for (InputRange range : ranges) {
      AntennaIndex.Numbers numbers = antennas.numbersOf(run.observations().get(range.input()));
      try (OpenInput open =
          OpenInput.of(
              run.inputs().get(range.input()),
              Connections.of(run.settings().endpoints()),
              store::notePassedOver)) {
        SampleReader.over(open.file(), product, run.workflow().spec().selection())
            .weighing(run.workflow().spec().image().weighting().antennas())
            .readRows(
                range.firstRow(),
                range.rows(),
                (samples, rows) -> {
                  for (int row = 0; row < rows.rows(); row++) {
                    first[0] = Math.min(first[0], rows.timeMjd()[row]);
                    longest[0] = Math.max(longest[0], rows.integrationSeconds()[row]);
                  }
                  all.add(SelfCalibrate.rows(samples, rows, numbers));
                });
      }
    }
    return new CalibrationRows(all, first[0], longest[0]);
  }

  private static String product(ImagingRun run) {
    boolean hasI =
        run.observations().stream()
            .allMatch(o -> StokesCombiner.possible(o.correlations()).contains(Correlation.I));
    return hasI ? "I" : StokesCombiner.parse(run.products()).getFirst().name();
  }
}
