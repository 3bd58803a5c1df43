package dev.fringe.imaging.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceFinderTest {

  private static final double CELL = 2e-6;
  private static final ImageGeometry GEOMETRY =
      new ImageGeometry(600, 500, CELL, CELL, 0.01, -0.02);
  private static final EllipticalGaussian BEAM = new EllipticalGaussian(5 * CELL, 3.5 * CELL, 0.6);

  /** Noise with the correlation of the beam, as restored images have it, of 1 sigma = 1. */
  private static float[] noise(long seed) {
    Random random = new Random(seed);
    int width = GEOMETRY.width();
    float[] white = new float[GEOMETRY.pixels()];
    for (int i = 0; i < white.length; i++) {
      white[i] = (float) random.nextGaussian();
    }
    float[] image = new float[white.length];
    // Smoothing by a beam of half the variance gives noise correlated as the beam is.
    EllipticalGaussian root =
        new EllipticalGaussian(
            BEAM.majorRadians() / Math.sqrt(2), BEAM.minorRadians() / Math.sqrt(2), 0.6);
    double squares = 0;
    for (int dy = -7; dy <= 7; dy++) {
      for (int dx = -7; dx <= 7; dx++) {
        float weight = (float) root.at(-dx * CELL, dy * CELL);
        squares += weight * weight;
        for (int y = 7; y < GEOMETRY.height() - 7; y++) {
          for (int x = 7; x < width - 7; x++) {
            image[y * width + x] += weight * white[(y - dy) * width + x - dx];
          }
        }
      }
    }
    for (int i = 0; i < image.length; i++) {
      image[i] /= (float) Math.sqrt(squares);
    }
    return image;
  }

  private static final float[] NOISE = noise(1);

  private static void add(float[] image, double x, double y, double flux, EllipticalGaussian size) {
    EllipticalGaussian seen = size.convolvedWith(BEAM);
    double peak = flux * BEAM.solidAngle() / seen.solidAngle();
    int reach = (int) (4 * seen.majorRadians() / CELL);
    int width = GEOMETRY.width();
    for (int py = Math.max(0, (int) y - reach); py < Math.min(500, y + reach); py++) {
      for (int px = Math.max(0, (int) x - reach); px < Math.min(width, x + reach); px++) {
        image[py * width + px] += (float) (peak * seen.at(-(px - x) * CELL, (py - y) * CELL));
      }
    }
  }

  private static final EllipticalGaussian POINT = new EllipticalGaussian(0, 0, 0);

  private static List<Source> find(float[] image) {
    try (Workers workers = Workers.of(2)) {
      return SourceFinder.find(image, GEOMETRY, BEAM, SourceFinderParameters.standard(), workers);
    }
  }

  @Test
  void aSourceOfThousandSigmaKeepsItsFluxAndItsPlace() {
    double squaredFluxError = 0;
    int sources = 0;
    float[] image = NOISE.clone();
    List<double[]> truth = new ArrayList<>();
    Random random = new Random(2);
    for (int y = 50; y < 450; y += 80) {
      for (int x = 50; x < 550; x += 80) {
        double[] at = {x + random.nextDouble(), y + random.nextDouble()};
        truth.add(at);
        add(image, at[0], at[1], 1000, POINT);
      }
    }
    for (Source source : find(image)) {
      double[] at =
          truth.stream()
              .filter(t -> Math.hypot(t[0] - source.x(), t[1] - source.y()) < 0.02)
              .findFirst()
              .orElseThrow(() -> new AssertionError("nothing was put at " + source));
      squaredFluxError += Math.pow(source.fluxJy() / 1000 - 1, 2);
      assertEquals(0.001, source.fluxErrorJy() / source.fluxJy(), 0.0003);
      assertEquals(GEOMETRY.l(at[0]), source.l(), 0.02 * CELL);
      assertEquals(GEOMETRY.m(at[1]), source.m(), 0.02 * CELL);
      assertFalse(source.resolved());
      sources++;
    }
    assertEquals(truth.size(), sources);
    assertEquals(0, Math.sqrt(squaredFluxError / sources), 0.0012);
  }

  @Test
  void theErrorsGivenAreTheErrorsMade() {
    float[] image = NOISE.clone();
    EllipticalGaussian size = new EllipticalGaussian(6 * CELL, 4 * CELL, 2);
    for (int y = 40; y < 470; y += 50) {
      for (int x = 40; x < 570; x += 50) {
        add(image, x + 0.3, y + 0.6, 100, size);
      }
    }
    double flux = 0;
    double place = 0;
    List<Source> sources = find(image);
    for (Source source : sources) {
      flux += Math.pow((source.fluxJy() - 100) / source.fluxErrorJy(), 2);
      double x = 40 + 50 * Math.round((source.x() - 40.3) / 50) + 0.3;
      place += Math.pow((GEOMETRY.l(source.x()) - GEOMETRY.l(x)) / source.lError(), 2);
    }
    assertEquals(99, sources.size());
    assertEquals(1, Math.sqrt(flux / sources.size()), 0.35);
    assertEquals(1, Math.sqrt(place / sources.size()), 0.35);
  }

  @Test
  void anExtendedSourceIsMeasuredWithTheBeamTakenOut() {
    float[] image = NOISE.clone();
    add(image, 300.4, 250.7, 5000, new EllipticalGaussian(9 * CELL, 4 * CELL, 2.2));
    List<Source> sources = find(image);
    assertEquals(1, sources.size());
    Source source = sources.getFirst();
    assertTrue(source.resolved());
    assertEquals(5000, source.fluxJy(), 25);
    assertEquals(9, source.size().majorRadians() / CELL, 0.1);
    assertEquals(4, source.size().minorRadians() / CELL, 0.1);
    assertEquals(2.2, source.size().positionAngleRadians(), 0.02);
  }

  @Test
  void blendedSourcesArePartedAndSharedOutRightly() {
    float[] image = NOISE.clone();
    add(image, 300, 250, 400, POINT);
    add(image, 306.5, 252, 200, POINT);
    add(image, 295, 257, 100, POINT);
    List<Source> sources = find(image);
    assertEquals(3, sources.size());
    assertEquals(400, sources.get(0).fluxJy(), 6);
    assertEquals(200, sources.get(1).fluxJy(), 6);
    assertEquals(100, sources.get(2).fluxJy(), 6);
    assertEquals(306.5, sources.get(1).x(), 0.1);
    assertEquals(sources.get(0).island(), sources.get(2).island());
  }

  /** A core of 1000 Jy and a jet of knots that have no peaks of their own. */
  private static double coreAndJet(float[] image) {
    add(image, 300.2, 250.4, 1000, POINT);
    double jet = 0;
    for (int knot = 1; knot <= 24; knot++) {
      double flux = 110 * Math.pow(0.92, knot);
      add(image, 300.2 + 2.1 * knot, 250.4 + 0.8 * knot, flux, POINT);
      jet += flux;
    }
    return jet;
  }

  @Test
  void aCoreIsNotTakenForTheJetThatLeavesIt() {
    float[] image = NOISE.clone();
    double jet = coreAndJet(image);
    List<Source> sources = find(image);
    Source core = sources.getFirst();
    // A tenth of the core's flux lies within half a beam of it, and cannot be told from it.
    assertTrue(core.peakJy() > 980 && core.peakJy() < 1120, core.toString());
    assertEquals(300.2, core.x(), 0.5);
    assertEquals(250.4, core.y(), 0.5);
    assertTrue(sources.size() > 3 && sources.stream().allMatch(s -> s.island() == core.island()));
    double flux = sources.stream().mapToDouble(Source::fluxJy).sum();
    // What is fainter than 2 % of the core is left over.
    assertTrue(flux > 1000 + 0.6 * jet && flux < 1020 + jet, flux + " of 1000 + " + jet);
  }

  @Test
  void manySourcesThatOverlapAreEachGivenTheirOwn() {
    float[] image = NOISE.clone();
    int count = 0;
    for (int y = 200; y < 260; y += 6) {
      for (int x = 270; x < 330; x += 6) {
        add(image, x + 0.3, y - 0.2, 300, POINT);
        count++;
      }
    }
    List<Source> sources = find(image);
    assertEquals(count, sources.size());
    assertEquals(1, sources.stream().mapToInt(Source::island).distinct().count());
    double squares = 0;
    for (Source source : sources) {
      squares += Math.pow(source.fluxJy() - 300, 2);
    }
    assertEquals(0, Math.sqrt(squares / count), 6);
  }

  @Test
  void pureNoiseHoldsNoSources() {
    assertEquals(List.of(), find(NOISE));
    assertEquals(List.of(), find(new float[GEOMETRY.pixels()]));
  }

  @Test
  void anImageWithoutNoiseStillYieldsItsSource() {
    float[] image = new float[GEOMETRY.pixels()];
    add(image, 100, 100, 1, POINT);
    List<Source> sources = find(image);
    assertEquals(1, sources.size());
    assertEquals(1, sources.getFirst().fluxJy(), 1e-4);
  }

  @Test
  void blankPixelsAndTheImagesEdgeAreSurvived() {
    float[] image = NOISE.clone();
    add(image, 0, 250, 100, POINT);
    add(image, 300, 499, 100, POINT);
    for (int i = 0; i < 600 * 100; i++) {
      image[i] = Float.NaN;
    }
    add(image, 400, 100, 100, POINT);
    assertEquals(3, find(image).size());
  }

  @Test
  void theNoiseIsTakenFromTheNeighbourhood() {
    float[] image = NOISE.clone();
    for (int i = 0; i < image.length; i++) {
      image[i] *= 1 + 19 * (i % 600) / 600f;
    }
    add(image, 60, 250, 35, POINT);
    add(image, 540, 250, 35, POINT);
    List<Source> sources = find(image);
    assertEquals(1, sources.size());
    assertEquals(60, sources.getFirst().x(), 1);
    assertEquals(2.9, sources.getFirst().noiseJy(), 1.5);
  }
}
