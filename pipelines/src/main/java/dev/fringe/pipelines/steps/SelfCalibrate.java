package dev.fringe.pipelines.steps;

import dev.fringe.imaging.calibration.AntennaRows;
import dev.fringe.imaging.calibration.GainTable;
import dev.fringe.imaging.calibration.SelfCalibration;
import dev.fringe.imaging.calibration.SolutionIntervals;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.pipelines.elements.Calibration;
import dev.fringe.pipelines.elements.ImagingPlan;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.read.AntennaIndex;
import dev.fringe.pipelines.store.RunStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Finds the gains of the antennas before anything is packed: in one task, with the visibilities of
 * Stokes I in memory. Each finished cycle is in the store, and a run that was killed goes on from
 * it. The plan passes through, once the gains are there.
 */
public final class SelfCalibrate extends DoFn<ImagingPlan, ImagingPlan> {

  private static final long serialVersionUID = 1;

  /** What a sample takes: itself, corrected, predicted, and packed with its residual. */
  private static final long BYTES_PER_SAMPLE = 120;

  private final ImagingRun run;
  private final List<InputRange> ranges;

  public SelfCalibrate(ImagingRun run, List<InputRange> ranges) {
    this.run = run;
    this.ranges = List.copyOf(ranges);
  }

  @ProcessElement
  public void process(@Element ImagingPlan plan, OutputReceiver<ImagingPlan> out)
      throws IOException {
    RunStore store = RunStore.of(run);
    int cycles = run.workflow().spec().selfCalibrate().orElseThrow().cycles();
    Optional<Calibration> known = store.load(Calibration.NAME, Calibration.class);
    if (known.isEmpty() || known.get().state().cycles() <= cycles) {
      long most = run.memoryBytes() / BYTES_PER_SAMPLE;
      if (plan.counts().visibilities() > most) {
        store.saveFault(
            "%s: spec.selfCalibrate holds the selected visibilities in memory, and %d are more than the %d that fit; select fewer channels or times, or give the process more memory"
                .formatted(run.inputNames(), plan.counts().visibilities(), most));
        return;
      }
      if (!calibrate(store, plan, known, cycles)) {
        return;
      }
    }
    out.output(plan);
  }

  private boolean calibrate(
      RunStore store, ImagingPlan plan, Optional<Calibration> known, int cycles)
      throws IOException {
    try (TaskReporter report =
            store.report("Self-calibrate", "self-calibration", cycles + 1L, "cycles");
        Workers workers = Workers.of(run.threads())) {
      CalibrationRows rows = CalibrationRows.read(run, ranges, store);
      CalibrationSettings settings = new CalibrationSettings(run);
      AntennaIndex antennas = AntennaIndex.of(run.observations());
      SolutionIntervals intervals = settings.intervals(rows);
      SelfCalibration selfCalibration =
          settings.selfCalibration(
              rows.rows(), antennas, intervals, RunWeighting.of(run, store, plan), workers);
      Calibration calibration =
          known.orElseGet(
              () ->
                  new Calibration(
                      SelfCalibration.State.start(),
                      GainTable.empty(antennas.names(), intervals),
                      List.of()));
      float[] model = known.isEmpty() ? settings.start() : store.getImage(calibration.model());
      // The last time, gains are solved for the image that follows.
      while (calibration.state().cycles() <= cycles) {
        SelfCalibration.State state = selfCalibration.solve(calibration.state(), model);
        Calibration next = calibration.next(state, selfCalibration.table(state));
        if (next.gains().solvedCount() == 0) {
          store.saveFault(noSolution());
          return false;
        }
        boolean isLast = state.cycles() > cycles;
        if (!isLast) {
          model = selfCalibration.image(state);
          store.putImage(next.model(), model);
        }
        store.save(Calibration.NAME, next);
        store.deleteImages(calibration.model());
        calibration = next;
        report.reach(state.cycles());
        report.note(line(calibration, isLast, model));
      }
    }
    return true;
  }

  private String noSolution() {
    return "%s: spec.selfCalibrate finds no gain: in every interval of %s each antenna has fewer than two baselines, or a signal-to-noise ratio below spec.selfCalibrate.minimumSnr, %s; a longer interval or a lower ratio may help"
        .formatted(
            run.inputNames(),
            run.workflow().spec().selfCalibrate().orElseThrow().interval(),
            run.workflow().spec().selfCalibrate().orElseThrow().minimumSnr());
  }

  private static String line(Calibration calibration, boolean isLast, float[] model) {
    String fit =
        "self-calibration %d: %d gains, closure phases fit with chi-squared %.3g"
            .formatted(
                calibration.state().cycles(),
                calibration.gains().solvedCount(),
                calibration.closures().getLast().reduced());
    if (!isLast) {
      double flux = IntStream.range(0, model.length).mapToDouble(i -> model[i]).sum();
      return fit + String.format(Locale.ROOT, ", then %.3g Jy in the model", flux);
    }
    double[] means = calibration.gains().meanAmplitudes();
    if (Arrays.stream(means).allMatch(mean -> Math.abs(mean - 1) < 1e-6)) {
      return fit;
    }
    List<String> names = calibration.gains().antennas();
    return fit
        + "; amplitudes "
        + IntStream.range(0, means.length)
            .mapToObj(i -> String.format(Locale.ROOT, "%s %.2f", names.get(i), means[i]))
            .collect(Collectors.joining(", "));
  }

  /** The gains that a run applies; empty where it does not calibrate. */
  static Optional<GainTable> gains(ImagingRun run, RunStore store) throws IOException {
    return run.workflow().spec().selfCalibrate().isEmpty()
        ? Optional.empty()
        : Optional.of(store.require(Calibration.NAME, Calibration.class).gains());
  }

  /** Samples with their antennas. */
  static AntennaRows rows(
      dev.fringe.imaging.visibility.SampleBlock samples,
      dev.fringe.storage.visibility.VisibilityBlock rows,
      AntennaIndex.Numbers numbers) {
    return new AntennaRows(
        samples, numbers.of(rows.antenna1()), numbers.of(rows.antenna2()), rows.timeMjd());
  }
}
