package dev.fringe.imaging.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MinorCycleTest {

  private static final SimulatedSky SKY =
      new SimulatedSky(
          128, 300, 0.001, 3, new double[][] {{50, 70, 1}, {90, 40, -0.4}, {20, 100, 0.2}});

  private static MinorCycleResult run(
      float[] residual, CleanParameters parameters, CleanState state) {
    return MinorCycle.run(residual, SKY.psf, SKY.geometry, parameters, state, Workers.single());
  }

  private static MinorCycleResult first(CleanParameters parameters) {
    return run(SKY.dirty.clone(), parameters, CleanState.start(SKY.geometry));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLeftIsTheDirtyImageLessTheComponentsTimesThePsf(CleanAlgorithm algorithm) {
    float[] residual = SKY.dirty.clone();
    MinorCycleResult result =
        run(
            residual,
            CleanParameters.of(algorithm).withMajorGain(0.9),
            CleanState.start(SKY.geometry));
    float[] expected = SKY.dirty.clone();
    for (int i = 0; i < result.components().size(); i++) {
      int cx = result.components().pixel(i) % 128;
      int cy = result.components().pixel(i) / 128;
      for (int y = 0; y < 128; y++) {
        for (int x = 0; x < 128; x++) {
          int px = x - cx + 64;
          int py = y - cy + 64;
          if (px >= 0 && px < 128 && py >= 0 && py < 128) {
            expected[y * 128 + x] -= result.components().fluxJy(i) * SKY.psf[py * 128 + px];
          }
        }
      }
    }
    assertArrayEquals(expected, residual, 2e-5f);
    assertEquals(StopReason.MAJOR_CYCLE_DEPTH, result.reason());
    assertTrue(result.peakAfterJy() <= 0.1 * result.peakBeforeJy());
    assertFalse(result.finished());
  }

  @Test
  void bothAlgorithmsFindTheSameModel() {
    float[] hogbom = CleanLoopTest.clean(SKY, CleanParameters.of(CleanAlgorithm.HOGBOM)).model();
    float[] clark = CleanLoopTest.clean(SKY, CleanParameters.of(CleanAlgorithm.CLARK)).model();
    assertArrayEquals(hogbom, clark, 0.01f);
  }

  @ParameterizedTest
  @EnumSource
  void iterationsAreCountedOverAllCyclesAndNotExceeded(CleanAlgorithm algorithm) {
    CleanParameters parameters = CleanParameters.of(algorithm).withIterations(7);
    CleanParameters fewer = parameters.withIterations(4);
    MinorCycleResult one = first(fewer);
    assertEquals(4, one.iterations());
    assertEquals(StopReason.ITERATIONS, one.reason());
    MinorCycleResult two = run(SKY.dirty.clone(), parameters, one.state());
    assertEquals(3, two.iterations());
    assertEquals(7, two.state().iterations());
    assertTrue(two.state().finished());
    assertEquals(2, two.state().majorCycles());
  }

  @ParameterizedTest
  @EnumSource
  void thePeaksOfAnAbsoluteThresholdAreLeftAlone(CleanAlgorithm algorithm) {
    MinorCycleResult result =
        first(
            CleanParameters.of(algorithm)
                .withThreshold(CleanThreshold.ofJansky(0.3))
                .withMajorGain(1));
    assertEquals(StopReason.THRESHOLD, result.reason());
    assertTrue(result.peakAfterJy() <= 0.3 && result.peakAfterJy() > 0.2);
  }

  @ParameterizedTest
  @EnumSource
  void negativePeaksAreCleanedOnlyWhereThatIsWanted(CleanAlgorithm algorithm) {
    int negative = 40 * 128 + 90;
    assertEquals(
        -0.4, CleanLoopTest.clean(SKY, CleanParameters.of(algorithm)).model()[negative], 0.01);
    float[] model =
        CleanLoopTest.clean(
                SKY,
                CleanParameters.of(algorithm)
                    .withNegativeComponents(false)
                    .withThreshold(CleanThreshold.ofJansky(0.1)))
            .model();
    assertEquals(0, model[negative]);
  }

  @ParameterizedTest
  @EnumSource
  void componentsStayInsideBorderAndMask(CleanAlgorithm algorithm) {
    float[] wanted = new float[128 * 128];
    for (int y = 60; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        wanted[y * 128 + x] = 1;
      }
    }
    CleanMask mask = CleanMask.ofImage(128, 128, wanted);
    MinorCycleResult result =
        run(
            SKY.dirty.clone(),
            CleanParameters.of(algorithm).withBorder(25).withMajorGain(0.9),
            CleanState.startWithin(mask));
    for (int i = 0; i < result.components().size(); i++) {
      int x = result.components().pixel(i) % 128;
      int y = result.components().pixel(i) / 128;
      assertTrue(x >= 25 && x < 103 && y >= 60 && y < 103, x + ", " + y);
    }
    assertTrue(result.components().size() > 0);
  }

  @ParameterizedTest
  @EnumSource
  void theAutomaticMaskConfinesTheDeepCleanToWhatWasFoundBefore(CleanAlgorithm algorithm) {
    assertNoiseIsLeftAlone(algorithm, CleanThreshold.ofSigmas(8));
  }

  @ParameterizedTest
  @EnumSource
  void anAutomaticMaskMayBeAFluxDensity(CleanAlgorithm algorithm) {
    assertNoiseIsLeftAlone(algorithm, CleanThreshold.ofJansky(0.1));
    MinorCycleResult result =
        first(
            CleanParameters.of(algorithm)
                .withAutoMask(CleanThreshold.ofJansky(0.5))
                .withMajorGain(1));
    assertEquals(StopReason.AUTO_MASK_COMPLETE, result.reason());
    assertTrue(result.peakAfterJy() <= 0.5 && result.peakAfterJy() > 0.35);
  }

  private static void assertNoiseIsLeftAlone(CleanAlgorithm algorithm, CleanThreshold mask) {
    CleanParameters parameters =
        CleanParameters.of(algorithm)
            .withAutoMask(mask)
            .withThreshold(CleanThreshold.ofSigmas(0.5));
    CleanLoopTest.Cleaned cleaned = CleanLoopTest.clean(SKY, parameters);
    MinorCycleResult last = cleaned.cycles().getLast();
    assertTrue(
        cleaned.cycles().stream().anyMatch(c -> c.reason() == StopReason.AUTO_MASK_COMPLETE));
    assertTrue(last.state().withinFound());
    int outside = 0;
    for (int pixel = 0; pixel < cleaned.model().length; pixel++) {
      double x = pixel % 128;
      double y = pixel / 128;
      boolean near =
          Math.hypot(x - 50, y - 70) < 4
              || Math.hypot(x - 90, y - 40) < 4
              || Math.hypot(x - 20, y - 100) < 4;
      outside += cleaned.model()[pixel] != 0 && !near ? 1 : 0;
    }
    assertEquals(0, outside, "noise was cleaned");
    assertEquals(StopReason.THRESHOLD, last.reason());
  }

  @ParameterizedTest
  @EnumSource
  void aCleanThatDivergesStopsAndKeepsNothingOfIt(CleanAlgorithm algorithm) {
    // With lobes of twice the peak beside it, every subtraction makes matters worse.
    float[] psf = new float[32 * 32];
    psf[16 * 32 + 16] = 1;
    psf[16 * 32 + 15] = -2;
    psf[16 * 32 + 17] = -2;
    float[] residual = new float[32 * 32];
    residual[10 * 32 + 10] = 1;
    ImageGeometry geometry = ImageGeometry.centred(32, 32, 1e-5);
    MinorCycleResult result =
        MinorCycle.run(
            residual,
            psf,
            geometry,
            CleanParameters.of(algorithm),
            CleanState.start(geometry),
            Workers.single());
    assertEquals(StopReason.DIVERGED, result.reason());
    assertTrue(result.finished());
    assertTrue(Math.abs(result.components().totalJy()) < 2);
  }

  @Test
  void aResidualThatHasGrownSinceTheLastCycleEndsTheClean() {
    MinorCycleResult one = first(CleanParameters.of(CleanAlgorithm.HOGBOM));
    float[] grown = SKY.dirty.clone();
    for (int i = 0; i < grown.length; i++) {
      grown[i] *= 3;
    }
    MinorCycleResult two = run(grown, CleanParameters.of(CleanAlgorithm.HOGBOM), one.state());
    assertEquals(StopReason.DIVERGED, two.reason());
    assertEquals(0, two.iterations());
  }

  @Test
  void anImageOfZerosHasNothingToClean() {
    MinorCycleResult result =
        run(
            new float[128 * 128],
            CleanParameters.of(CleanAlgorithm.CLARK),
            CleanState.start(SKY.geometry));
    assertEquals(StopReason.NO_PIXELS, result.reason());
    assertTrue(result.finished());
  }

  @Test
  void meaninglessInputIsRefused() {
    float[] broken = SKY.dirty.clone();
    broken[77] = Float.NaN;
    CleanParameters parameters = CleanParameters.of(CleanAlgorithm.CLARK);
    CleanState state = CleanState.start(SKY.geometry);
    assertThrows(IllegalArgumentException.class, () -> run(broken, parameters, state));
    assertThrows(IllegalArgumentException.class, () -> run(new float[5], parameters, state));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            MinorCycle.run(
                SKY.dirty.clone(),
                new float[128 * 128],
                SKY.geometry,
                parameters,
                state,
                Workers.single()));
    assertThrows(IllegalArgumentException.class, () -> parameters.withGain(0));
    assertThrows(IllegalArgumentException.class, () -> parameters.withMajorGain(1.5));
  }

  @Test
  void theStateSurvivesItsJourneyThroughAGraph() throws Exception {
    CleanState state =
        first(CleanParameters.of(CleanAlgorithm.CLARK).withAutoMask(CleanThreshold.ofSigmas(5)))
            .state();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    }
    assertTrue(bytes.size() < 2000, () -> bytes.size() + " bytes");
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(state, in.readObject());
    }
  }

  @Test
  void masksOfAnyWidthKeepTheirPixels() throws Exception {
    for (int width : new int[] {1, 63, 64, 65, 130}) {
      CleanMask mask = CleanMask.inside(width, 5, width > 2 ? 1 : 0);
      assertEquals(width > 2 ? (width - 2) * 3L : 5L * width, mask.count());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(mask);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertEquals(mask, in.readObject());
      }
      assertEquals(0, mask.and(CleanMask.none(width, 5)).count());
    }
  }
}
