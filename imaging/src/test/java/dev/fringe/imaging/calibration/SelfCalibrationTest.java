package dev.fringe.imaging.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.clean.CleanAlgorithm;
import dev.fringe.imaging.clean.CleanMask;
import dev.fringe.imaging.clean.CleanParameters;
import dev.fringe.imaging.clean.CleanThreshold;
import dev.fringe.imaging.direct.DirectPredictor;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.imaging.weighting.ImageWeighting;
import dev.fringe.imaging.weighting.WeightingParameters;
import dev.fringe.imaging.weighting.WeightingScheme;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two points seen by ten antennas whose phases are anything. */
class SelfCalibrationTest {

  private static final int ANTENNAS = 10;
  private static final int TIMES = 40;
  private static final double CELL = 1e-6;
  private static final double START_MJD = 60_000.25;
  private static final ImageGeometry GEOMETRY = ImageGeometry.centred(64, 64, CELL);
  private static final List<SkyComponent> SKY =
      List.of(SkyComponent.point(0, 0, 1.0), SkyComponent.point(12 * CELL, -8 * CELL, 0.4));
  private static final List<String> NAMES =
      IntStream.range(0, ANTENNAS).mapToObj(i -> "A" + i).toList();

  private static AntennaRows observe(boolean withAmplitudes, double noiseJy) {
    Random random = new Random(5);
    int pairs = ANTENNAS * (ANTENNAS - 1) / 2;
    int rows = TIMES * pairs;
    double[] u = new double[rows];
    double[] v = new double[rows];
    double[] time = new double[rows];
    int[] first = new int[rows];
    int[] second = new int[rows];
    double[] east = random.doubles(ANTENNAS, -1e5, 1e5).toArray();
    double[] north = random.doubles(ANTENNAS, -1e5, 1e5).toArray();
    double[] amplitude = random.doubles(ANTENNAS, 0.7, 1.4).toArray();
    int row = 0;
    for (int t = 0; t < TIMES; t++) {
      double angle = t * 0.05;
      for (int i = 0; i < ANTENNAS; i++) {
        for (int j = i + 1; j < ANTENNAS; j++, row++) {
          double x = east[j] - east[i];
          double y = north[j] - north[i];
          u[row] = x * Math.cos(angle) - y * Math.sin(angle);
          v[row] = x * Math.sin(angle) + y * Math.cos(angle);
          time[row] = START_MJD + (10 * t + 5) / 86_400.0;
          first[row] = i;
          second[row] = j;
        }
      }
    }
    float[][] re = new float[1][rows];
    float[][] im = new float[1][rows];
    double[] frequency = {SampleBlock.SPEED_OF_LIGHT};
    DirectPredictor.predict(SKY, u, v, new double[rows], frequency, re, im, Workers.single());
    float[] weight = new float[rows];
    double[] phase = random.doubles((long) TIMES * ANTENNAS, -Math.PI, Math.PI).toArray();
    for (row = 0; row < rows; row++) {
      int t = row / pairs;
      double turn = phase[t * ANTENNAS + first[row]] - phase[t * ANTENNAS + second[row]];
      double size = withAmplitudes ? amplitude[first[row]] * amplitude[second[row]] : 1;
      double real = re[0][row];
      double imaginary = im[0][row];
      re[0][row] =
          (float)
              (size * (real * Math.cos(turn) - imaginary * Math.sin(turn))
                  + noiseJy * random.nextGaussian());
      im[0][row] =
          (float)
              (size * (real * Math.sin(turn) + imaginary * Math.cos(turn))
                  + noiseJy * random.nextGaussian());
      weight[row] = (float) (1 / (noiseJy * noiseJy));
    }
    return new AntennaRows(
        new SampleBlock(rows, frequency, u, v, new double[rows], re, im, weight),
        first,
        second,
        time);
  }

  private record Result(float[] model, SelfCalibration.State state) {}

  private static Result calibrate(AntennaRows rows, int cycles, int amplitudesFrom) {
    ModelImaging imaging =
        new ModelImaging(
            GEOMETRY,
            ImageWeighting.withoutDensity(
                new WeightingParameters(new WeightingScheme.Natural(), 0), GEOMETRY),
            1e-4,
            1L << 28,
            CleanParameters.of(CleanAlgorithm.HOGBOM)
                .withIterations(300)
                .withThreshold(CleanThreshold.ofSigmas(4)),
            CleanMask.inside(64, 64, 10),
            3);
    SolutionIntervals intervals = new SolutionIntervals(START_MJD, 10);
    try (Workers workers = Workers.single()) {
      SelfCalibration calibration =
          new SelfCalibration(
              List.of(rows),
              NAMES,
              intervals,
              new GainSeries(
                  intervals,
                  SolutionIntervals.whole(START_MJD),
                  GainSolverParameters.of(GainMode.PHASE)),
              imaging,
              amplitudesFrom,
              workers);
      float[] model = StartModel.point(GEOMETRY, 1.4);
      SelfCalibration.State state = SelfCalibration.State.start();
      for (int cycle = 0; cycle < cycles; cycle++) {
        state = calibration.solve(state, model);
        model = calibration.image(state);
      }
      return new Result(model, calibration.solve(state, model));
    }
  }

  private static double flux(float[] model, int x, int y) {
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += model[(y + dy) * 64 + x + dx];
      }
    }
    return sum;
  }

  @Test
  void aSecondPointIsFoundThoughTheStartKnewOnlyOne() {
    Result result = calibrate(observe(false, 0.02), 6, Integer.MAX_VALUE);
    assertEquals(1.0, flux(result.model(), 32, 32), 0.05);
    assertEquals(0.4, flux(result.model(), 20, 24), 0.05);
    assertEquals(1, result.state().closure().reduced(), 0.3);
  }

  @Test
  void withoutCalibrationThereIsNothing() {
    Result none = calibrate(observe(false, 0.02), 0, Integer.MAX_VALUE);
    assertEquals(0, flux(none.model(), 20, 24), 1e-3);
    assertTrue(none.state().closure().reduced() > 10, "the point alone does not fit the closures");
  }

  /** The flux scale is that of the antennas' mean, so ratios are judged. */
  @Test
  void amplitudesFollowPhases() {
    Result result = calibrate(observe(true, 0.02), 12, 4);
    assertEquals(0.4, flux(result.model(), 20, 24) / flux(result.model(), 32, 32), 0.03);
    assertEquals(1, result.state().closure().reduced(), 0.3);
  }
}
