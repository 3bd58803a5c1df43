package dev.fringe.imaging.calibration;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Self-calibration (Cornwell and Wilkinson 1981; Pearson and Readhead 1984): gains against a model,
 * a better model from the visibilities so corrected, and again. It finds what the data's closure
 * quantities allow; where they allow much, the start decides. {@link ClosurePhases} tells how well
 * each model fits what gains cannot change.
 */
public final class SelfCalibration {

  private final List<AntennaRows> rows;
  private final List<String> antennas;
  private final SolutionIntervals intervals;
  private final GainSeries series;
  private final ModelImaging imaging;
  private final int amplitudesFrom;
  private final Workers workers;

  /**
   * @param rows what was observed; one polarisation, in memory; left as they are
   * @param antennas names, by index
   * @param intervals in which phases are constant
   * @param series solves for gains, in the same intervals
   * @param amplitudesFrom the cycle, from 0, from which on amplitudes are solved too
   */
  public SelfCalibration(
      List<AntennaRows> rows,
      List<String> antennas,
      SolutionIntervals intervals,
      GainSeries series,
      ModelImaging imaging,
      int amplitudesFrom,
      Workers workers) {
    this.rows = List.copyOf(rows);
    this.antennas = List.copyOf(antennas);
    this.intervals = intervals;
    this.series = series;
    this.imaging = imaging;
    this.amplitudesFrom = amplitudesFrom;
    this.workers = workers;
  }

  /**
   * Where it stands.
   *
   * @param cycles how many have been done
   * @param gains of the last
   * @param closure how well the model that these gains were solved against fits closure phases
   */
  public record State(int cycles, GainSeries.Solution gains, ClosurePhases.Fit closure)
      implements Serializable {

    public static State start() {
      return new State(0, GainSeries.Solution.none(), ClosurePhases.Fit.none());
    }
  }

  /** Solves gains against a model, in Jy per pixel. */
  public State solve(State before, float[] model) {
    SortedMap<Integer, BaselineSums> sums = new TreeMap<>();
    SortedMap<Integer, ClosurePhases> closures = new TreeMap<>();
    for (AntennaRows part : rows) {
      add(part, imaging.predict(model, part, workers), sums, closures);
    }
    ClosurePhases.Fit fit = ClosurePhases.Fit.none();
    for (ClosurePhases closure : closures.values()) {
      fit = fit.plus(closure.fit());
    }
    return new State(
        before.cycles() + 1,
        series.solve(sums, before.gains(), before.cycles() >= amplitudesFrom),
        fit);
  }

  private void add(
      AntennaRows part,
      SampleBlock predicted,
      SortedMap<Integer, BaselineSums> sums,
      SortedMap<Integer, ClosurePhases> closures) {
    SampleBlock observed = part.samples();
    int channels = observed.channels();
    for (int row = 0; row < observed.rows(); row++) {
      int interval = intervals.of(part.timeMjd()[row]);
      int i = part.antenna1()[row];
      int j = part.antenna2()[row];
      if (i < 0 || j < 0) {
        continue;
      }
      BaselineSums sum = sums.computeIfAbsent(interval, _ -> BaselineSums.of(antennas.size()));
      ClosurePhases closure =
          closures.computeIfAbsent(interval, _ -> new ClosurePhases(antennas.size()));
      for (int at = row * channels; at < (row + 1) * channels; at++) {
        float weight = observed.weight()[at];
        float real = observed.real()[0][at];
        float imaginary = observed.imaginary()[0][at];
        float modelReal = predicted.real()[0][at];
        float modelImaginary = predicted.imaginary()[0][at];
        sum.add(i, j, real, imaginary, modelReal, modelImaginary, weight);
        closure.add(i, j, real, imaginary, modelReal, modelImaginary, weight);
      }
    }
  }

  /** The model that clean finds in the visibilities corrected by the state's gains. */
  public float[] image(State state) {
    GainTable table = table(state);
    List<AntennaRows> corrected = new ArrayList<>();
    for (AntennaRows part : rows) {
      AntennaRows copy =
          part.with(
              part.samples().real()[0].clone(),
              part.samples().imaginary()[0].clone(),
              part.samples().weight().clone());
      copy.correct(table);
      corrected.add(copy);
    }
    return imaging.model(corrected, workers);
  }

  /** The gains of a state, phases and amplitudes together. */
  public GainTable table(State state) {
    return new GainTable(antennas, intervals, series.combine(state.gains()));
  }
}
