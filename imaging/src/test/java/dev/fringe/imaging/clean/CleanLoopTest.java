package dev.fringe.imaging.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.beam.Restorer;
import dev.fringe.imaging.beam.RestoringBeam;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.sources.Source;
import dev.fringe.imaging.sources.SourceFinder;
import dev.fringe.imaging.sources.SourceFinderParameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole deconvolution, from visibilities to a source list, against the sources put in. */
class CleanLoopTest {

  private static final double[][] SOURCES = {
    {100, 140, 1.0}, {60, 50, 0.5}, {128, 128, 0.25}, {200, 90, 0.1}, {30, 220, 0.05}
  };
  private static final double NOISE = 0.0005;
  private static final SimulatedSky SKY = new SimulatedSky(256, 400, NOISE, 7, SOURCES);

  record Cleaned(float[] model, float[] residual, List<MinorCycleResult> cycles) {}

  static Cleaned clean(SimulatedSky sky, CleanParameters parameters) {
    CleanState state = CleanState.start(sky.geometry);
    float[] model = new float[sky.geometry.pixels()];
    float[] residual = sky.dirty.clone();
    List<MinorCycleResult> cycles = new ArrayList<>();
    try (Workers workers = Workers.of(2)) {
      while (!state.finished() && cycles.size() < 20) {
        MinorCycleResult result =
            MinorCycle.run(residual, sky.psf, sky.geometry, parameters, state, workers);
        result.components().addTo(model);
        residual = sky.residual(model);
        state = result.state();
        cycles.add(result);
      }
    }
    return new Cleaned(model, residual, cycles);
  }

  private static double sumAround(float[] image, double[] source) {
    double sum = 0;
    for (int y = (int) source[1] - 2; y <= source[1] + 2; y++) {
      for (int x = (int) source[0] - 2; x <= source[0] + 2; x++) {
        sum += image[y * 256 + x];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void everySourceGetsItsFluxIntoTheModel(CleanAlgorithm algorithm) {
    Cleaned cleaned = clean(SKY, CleanParameters.of(algorithm));
    for (double[] source : SOURCES) {
      assertEquals(source[2], sumAround(cleaned.model(), source), 5 * NOISE);
    }
    assertEquals(StopReason.THRESHOLD, cleaned.cycles().getLast().reason());
    assertTrue(cleaned.cycles().size() <= 8, () -> cleaned.cycles().size() + " cycles");
    double noise = RobustNoise.of(cleaned.residual()).noise();
    assertEquals(NOISE, noise, 0.2 * NOISE);
  }

  @ParameterizedTest
  @EnumSource
  void theRestoredImageYieldsTheSourcesThatWerePutIn(CleanAlgorithm algorithm) {
    Cleaned cleaned = clean(SKY, CleanParameters.of(algorithm));
    EllipticalGaussian beam = RestoringBeam.fit(SKY.psf, SKY.geometry);
    float[] image =
        Restorer.restore(cleaned.model(), cleaned.residual(), SKY.geometry, beam, Workers.single());
    List<Source> sources =
        SourceFinder.find(
            image, SKY.geometry, beam, SourceFinderParameters.standard(), Workers.single());
    assertEquals(SOURCES.length, sources.size());
    for (int i = 0; i < SOURCES.length; i++) {
      Source source = sources.get(i);
      assertEquals(SOURCES[i][2], source.fluxJy(), 6 * NOISE);
      assertEquals(SOURCES[i][0], source.x(), 6 * NOISE / SOURCES[i][2] + 0.003);
      assertEquals(SOURCES[i][1], source.y(), 6 * NOISE / SOURCES[i][2] + 0.003);
      assertFalse(source.resolved(), () -> source + " " + beam);
    }
  }
}
