package dev.fringe.pipelines.steps;

import dev.fringe.imaging.calibration.AntennaRows;
import dev.fringe.imaging.calibration.GainMode;
import dev.fringe.imaging.calibration.GainSeries;
import dev.fringe.imaging.calibration.GainSolverParameters;
import dev.fringe.imaging.calibration.ModelImaging;
import dev.fringe.imaging.calibration.SelfCalibration;
import dev.fringe.imaging.calibration.SolutionIntervals;
import dev.fringe.imaging.calibration.StartModel;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.weighting.ImageWeighting;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.read.AntennaIndex;
import dev.fringe.workflow.AmplitudeCalibration;
import dev.fringe.workflow.Clean;
import dev.fringe.workflow.SelfCalibrate;
import dev.fringe.workflow.value.TimeSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A workflow's self-calibration, as the mathematics take it. */
final class CalibrationSettings {

  private static final double SECONDS_PER_DAY = 86_400;

  private final ImagingRun run;
  private final SelfCalibrate wanted;

  CalibrationSettings(ImagingRun run) {
    this.run = run;
    this.wanted = run.workflow().spec().selfCalibrate().orElseThrow();
  }

  /** Intervals of which the first begins where the first integration does. */
  SolutionIntervals intervals(CalibrationRows rows) {
    double seconds = wanted.interval().seconds();
    double before = Math.min(seconds, rows.integrationSeconds()) / 2;
    return new SolutionIntervals(rows.firstMjd() - before / SECONDS_PER_DAY, seconds);
  }

  float[] start() {
    double flux = wanted.start().flux().jansky();
    double size = wanted.start().size().map(angle -> angle.radians()).orElse(0.0);
    return switch (wanted.start().shape()) {
      case POINT -> StartModel.point(run.geometry(), flux);
      case DISC -> StartModel.disc(run.geometry(), size, flux);
      case GAUSSIAN -> StartModel.gaussian(run.geometry(), size, flux);
    };
  }

  SelfCalibration selfCalibration(
      List<AntennaRows> rows,
      AntennaIndex antennas,
      SolutionIntervals intervals,
      ImageWeighting weighting,
      Workers workers) {
    Clean clean = run.workflow().spec().clean();
    ModelImaging imaging =
        new ModelImaging(
            run.geometry(),
            weighting,
            run.workflow().spec().image().accuracy(),
            run.memoryBytes() / 2,
            CleanSettings.parameters(clean),
            CleanSettings.area(clean, run.geometry()),
            clean.majorCycles());
    SolutionIntervals amplitudeIntervals =
        wanted
            .amplitude()
            .flatMap(AmplitudeCalibration::interval)
            .map(TimeSpan::seconds)
            .map(seconds -> new SolutionIntervals(intervals.originMjd(), seconds))
            .orElse(SolutionIntervals.whole(intervals.originMjd()));
    return new SelfCalibration(
        rows,
        antennas.names(),
        intervals,
        new GainSeries(intervals, amplitudeIntervals, solver(antennas)),
        imaging,
        wanted.amplitude().map(AmplitudeCalibration::after).orElse(Integer.MAX_VALUE),
        workers);
  }

  private GainSolverParameters solver(AntennaIndex antennas) {
    List<Integer> reference = wanted.referenceAntenna().stream().map(antennas::placeOf).toList();
    return new GainSolverParameters(GainMode.PHASE, wanted.minimumSnr(), reference, held(antennas));
  }

  private Set<Integer> held(AntennaIndex antennas) {
    List<String> solved = wanted.amplitude().map(AmplitudeCalibration::antennas).orElse(List.of());
    if (solved.isEmpty()) {
      return Set.of();
    }
    Set<Integer> held =
        IntStream.range(0, antennas.names().size())
            .boxed()
            .collect(Collectors.toCollection(HashSet::new));
    solved.forEach(name -> held.remove(antennas.placeOf(name)));
    return held;
  }
}
