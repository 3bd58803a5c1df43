package dev.fringe.imaging.weighting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageWeightingTest {

  private static final ImageGeometry GEOMETRY = new ImageGeometry(120, 90, 2e-5, 3e-5, 0.01, -0.02);
  private static final double[] FREQUENCIES = {1.0e9, 1.1e9, 1.3e9};

  /** Samples mostly within the sampling limit, crowded towards the origin. */
  private static SampleBlock block(int rows, long seed) {
    Random random = new Random(seed);
    double[] u = random.doubles(rows).map(x -> 8000 * x * x * sign(random)).toArray();
    double[] v = random.doubles(rows).map(x -> 4000 * x * x * sign(random)).toArray();
    float[] weight = new float[rows * FREQUENCIES.length];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = random.nextInt(10) == 0 ? -1 : 0.5f + random.nextFloat();
    }
    return new SampleBlock(
        rows, FREQUENCIES, u, v, new double[rows], new float[0][], new float[0][], weight);
  }

  private static int sign(Random random) {
    return random.nextBoolean() ? 1 : -1;
  }

  private static float[] weighted(WeightingParameters parameters, SampleBlock block) {
    WeightDensity density = WeightDensity.empty(GEOMETRY);
    density.add(block);
    SampleBlock copy = copy(block);
    ImageWeighting.of(parameters, density).apply(copy);
    return copy.weight();
  }

  private static SampleBlock copy(SampleBlock block) {
    return new SampleBlock(
        block.rows(),
        block.frequenciesHz(),
        block.uMetres(),
        block.vMetres(),
        block.wMetres(),
        block.real(),
        block.imaginary(),
        block.weight().clone());
  }

  /** The cell of a sample, told by whole numbers; the other half of the plane folded in. */
  private static List<Long> cell(SampleBlock block, int sample) {
    double wavelengths = FREQUENCIES[sample % FREQUENCIES.length] / SampleBlock.SPEED_OF_LIGHT;
    int row = sample / FREQUENCIES.length;
    double u = block.uMetres()[row] * wavelengths * 120 * 2e-5;
    double v = block.vMetres()[row] * wavelengths * 90 * 3e-5;
    long x = Math.round(Math.abs(u)) * (long) Math.signum(u);
    long y = Math.round(Math.abs(v)) * (long) Math.signum(v);
    return y < 0 || (y == 0 && x < 0) ? List.of(-x, -y) : List.of(x, y);
  }

  private static boolean within(List<Long> cell) {
    return Math.abs(cell.get(0)) <= 60 && cell.get(1) <= 45;
  }

  private static Map<List<Long>, Double> sums(SampleBlock block) {
    Map<List<Long>, Double> sums = new HashMap<>();
    for (int i = 0; i < block.weight().length; i++) {
      if (block.weight()[i] > 0 && within(cell(block, i))) {
        sums.merge(cell(block, i), (double) block.weight()[i], Double::sum);
      }
    }
    return sums;
  }

  @Test
  void naturalWeightsAreTheStatisticalOnes() {
    SampleBlock block = block(2000, 1);
    float[] weights = weighted(WeightingParameters.of(WeightingScheme.natural()), block);
    int beyond = 0;
    for (int i = 0; i < weights.length; i++) {
      boolean counts = block.weight()[i] > 0 && within(cell(block, i));
      assertEquals(counts ? block.weight()[i] : 0, weights[i]);
      beyond += within(cell(block, i)) ? 0 : 1;
    }
    assertTrue(beyond > 50, "some samples should lie beyond the pixels' reach");
  }

  @Test
  void uniformWeightsSumToOneInEachCell() {
    SampleBlock block = block(2000, 2);
    float[] weights = weighted(WeightingParameters.of(WeightingScheme.uniform()), block);
    Map<List<Long>, Double> total = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        total.merge(cell(block, i), (double) weights[i], Double::sum);
      }
    }
    assertEquals(sums(block).keySet(), total.keySet());
    total.values().forEach(sum -> assertEquals(1, sum, 1e-5));
  }

  @Test
  void briggsWeightsFollowHisFormula() {
    SampleBlock block = block(2000, 3);
    Map<List<Long>, Double> sums = sums(block);
    double squares = sums.values().stream().mapToDouble(sum -> sum * sum).sum();
    double total = sums.values().stream().mapToDouble(sum -> sum).sum();
    double s2 = Math.pow(5 * Math.pow(10, -0.5), 2) / (squares / total);
    float[] weights = weighted(WeightingParameters.of(WeightingScheme.briggs(0.5)), block);
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        double expected = block.weight()[i] / (1 + sums.get(cell(block, i)) * s2);
        assertEquals(expected, weights[i], 1e-5 * expected);
      }
    }
  }

  @Test
  void robustnessRunsFromUniformToNatural() {
    SampleBlock block = block(3000, 4);
    double last = Double.POSITIVE_INFINITY;
    for (double robust : new double[] {-5, -2, 0, 2, 5}) {
      double noise = noise(WeightingScheme.briggs(robust), block);
      assertTrue(noise < last, () -> "robust " + robust);
      last = noise;
    }
    assertEquals(
        noise(WeightingScheme.uniform(), block), noise(WeightingScheme.briggs(-4), block), 1e-3);
    assertEquals(1, noise(WeightingScheme.briggs(4), block), 1e-3);
    assertEquals(1, noise(WeightingScheme.natural(), block), 1e-12);
  }

  private static double noise(WeightingScheme scheme, SampleBlock block) {
    WeightDensity density = WeightDensity.empty(GEOMETRY);
    density.add(block);
    return ImageWeighting.of(WeightingParameters.of(scheme), density)
        .apply(copy(block))
        .noiseOverNatural();
  }

  @Test
  void aTaperIsAGaussianWhoseImageHasTheFwhmAskedFor() {
    double fwhm = 1e-4;
    double[] u = {0, 500, 1000, 2000};
    float[] weight = {1, 1, 1, 1};
    SampleBlock block =
        new SampleBlock(
            4,
            new double[] {SampleBlock.SPEED_OF_LIGHT},
            u,
            new double[4],
            new double[4],
            new float[0][],
            new float[0][],
            weight);
    ImageWeighting.withoutDensity(
            WeightingParameters.of(WeightingScheme.natural()).withTaper(fwhm), GEOMETRY)
        .apply(block);
    // The transform of exp(-4 ln 2 θ² / fwhm²), by numerical integration.
    double[] expected = new double[4];
    for (int k = 0; k < 4; k++) {
      for (int i = -4000; i <= 4000; i++) {
        double theta = i * fwhm / 1000;
        expected[k] +=
            Math.exp(-4 * Math.log(2) * theta * theta / fwhm / fwhm)
                * Math.cos(2 * Math.PI * u[k] * theta);
      }
      assertEquals(expected[k] / expected[0], weight[k], 3e-6);
    }
  }

  @Test
  void densitiesOfPartsAddUpToThatOfTheWhole() {
    SampleBlock one = block(500, 5);
    SampleBlock two = block(800, 6);
    WeightDensity whole = WeightDensity.empty(GEOMETRY);
    whole.add(one);
    whole.add(two);
    WeightDensity first = WeightDensity.empty(GEOMETRY);
    first.add(one);
    WeightDensity second = WeightDensity.empty(GEOMETRY);
    second.add(two);
    first.merge(second);
    assertEquals(whole.sumOfWeights(), first.sumOfWeights(), 1e-9);
    assertEquals(whole.samples(), first.samples());
    assertEquals(whole.samplesBeyond(), first.samplesBeyond());
    assertEquals(whole.meanCellWeight(), first.meanCellWeight(), 1e-6);
    WeightDensity stored =
        WeightDensity.ofCells(GEOMETRY, first.halfColumns(), first.rows(), first.cells());
    WeightingParameters briggs = WeightingParameters.of(WeightingScheme.briggs(0));
    SampleBlock a = copy(one);
    SampleBlock b = copy(one);
    ImageWeighting.of(briggs, whole).apply(a);
    ImageWeighting.of(briggs, stored).apply(b);
    assertArrayEquals(a.weight(), b.weight(), 1e-5f);
  }

  @Test
  void narrowCoverageTakesLittleRoom() {
    ImageGeometry wide = ImageGeometry.centred(8192, 8192, 1e-6);
    WeightDensity density = WeightDensity.empty(wide);
    density.add(block(1000, 7));
    assertTrue(density.cells().length < 8192 * 4096 / 20, () -> "" + density.cells().length);
  }

  @Test
  void aWeightingSurvivesItsJourney() throws Exception {
    SampleBlock block = block(100, 8);
    WeightDensity density = WeightDensity.empty(GEOMETRY);
    density.add(block);
    ImageWeighting weighting =
        ImageWeighting.of(
            WeightingParameters.of(WeightingScheme.briggs(0)).withTaper(1e-4), density);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(weighting);
    }
    SampleBlock a = copy(block);
    SampleBlock b = copy(block);
    weighting.apply(a);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ((ImageWeighting) in.readObject()).apply(b);
    }
    assertArrayEquals(a.weight(), b.weight());
  }

  @Test
  void theNoiseOfEqualWeightsFallsWithTheRootOfTheirNumber() {
    WeightStatistics statistics = new WeightStatistics(100, 0, 0, 400, 400, 1600, 400);
    assertEquals(0.5 / 10, statistics.noiseJy(), 1e-12);
    assertEquals(100, statistics.effectiveSamples(), 1e-9);
    assertEquals(1, statistics.noiseOverNatural(), 1e-12);
  }
}
