package dev.fringe.imaging.gridding;

import static dev.fringe.imaging.gridding.Observed.relativeError;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import dev.fringe.imaging.visibility.SampleBlock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Different ways to the same image. */
class GriddingConsistencyTest {

  private static final ImageGeometry FIELD = new ImageGeometry(90, 75, 0.002, 0.0025, 0.03, -0.02);

  private final Observed observed = Observed.of(FIELD, 3000, 1500, 2);

  @Test
  void slabsAddUpToTheWhole() {
    GriddingPlan plan = observed.plan(1e-6);
    WHistogram histogram = WHistogram.upTo(2000);
    histogram.add(observed.block());
    List<WSlab> slabs = SlabCutter.cut(plan, histogram, 2);
    assertEquals(2, slabs.size());
    double[] sum = new double[FIELD.pixels()];
    long samples = 0;
    for (WSlab slab : slabs) {
      GriddingPlan part = plan.forSlab(slab.fromLambda(), slab.toLambda());
      PackedSamples packed = observed.packed(part);
      assertEquals(slab.samples(), packed.samples());
      samples += packed.samples();
      double[] image = Observed.gridded(part, List.of(packed), Workers.single(), Simd.best())[0];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += image[i];
      }
    }
    assertEquals(3000, samples);
    // Each slab approximates by itself; the planes at its edges are shared by none.
    assertTrue(relativeError(sum, observed.gridded(plan)[0]) < 1e-12);
  }

  @Test
  void slabsCostAboutTheSame() {
    GriddingPlan plan = observed.plan(1e-4);
    WHistogram histogram = WHistogram.upTo(2000);
    histogram.add(observed.block());
    List<WSlab> slabs = SlabCutter.cut(plan, histogram, 2);
    assertEquals(2, slabs.size());
    double ratio = slabs.get(0).estimatedSeconds() / slabs.get(1).estimatedSeconds();
    assertEquals(1, ratio, 0.1);
    assertEquals(slabs.get(0).toLambda(), slabs.get(1).fromLambda());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-9})
  void partsAndThreadsChangeNothing(double epsilon) {
    GriddingPlan plan = observed.plan(epsilon);
    double[][] whole = observed.gridded(plan);
    List<PackedSamples> parts = new ArrayList<>();
    for (int from = 0; from < 3000; from += 700) {
      SamplePacker packer = new SamplePacker(plan, 2);
      packer.add(observed.block(), from, Math.min(3000, from + 700));
      parts.add(packer.finish());
    }
    try (Workers workers = Workers.of(3)) {
      double[][] images = Observed.gridded(plan, parts, workers, Simd.best());
      // Only the order of additions differs; dividing by the kernel's transform magnifies rounding.
      double tolerance = 0.1 * epsilon;
      for (int p = 0; p < whole.length; p++) {
        assertTrue(relativeError(images[p], whole[p]) < tolerance, "image " + p);
      }
    }
  }

  @Test
  void polarisationsInOnePassEqualSinglePasses() {
    GriddingPlan plan = observed.plan(1e-4);
    double[][] together = observed.gridded(plan);
    SampleBlock b = observed.block();
    for (int p = 0; p < 2; p++) {
      SampleBlock single =
          new SampleBlock(
              b.rows(),
              b.frequenciesHz(),
              b.uMetres(),
              b.vMetres(),
              b.wMetres(),
              new float[][] {b.real()[p]},
              new float[][] {b.imaginary()[p]},
              b.weight());
      double[][] alone = new Observed(FIELD, 1500, single).gridded(plan);
      assertArrayEquals(alone[0], together[p], "polarisation " + p);
      assertArrayEquals(alone[1], together[2], "psf");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-1, 1e-2, 1e-3, 1e-4, 1.1e-5, 1e-5, 1e-7, 1e-9, 1e-10, 1e-12})
  void scalarAndVectorAgree(double epsilon) {
    GriddingPlan plan = observed.plan(epsilon);
    List<PackedSamples> parts = List.of(observed.packed(plan));
    double[][] scalar = Observed.gridded(plan, parts, Workers.single(), Simd.SCALAR);
    double[][] vector = Observed.gridded(plan, parts, Workers.single(), Simd.best());
    double tolerance = 0.3 * epsilon;
    for (int p = 0; p < scalar.length; p++) {
      assertTrue(relativeError(vector[p], scalar[p]) < tolerance, "image " + p);
    }
    double[] model = observed.randomModel();
    double[][] one = observed.degridded(plan, model, Simd.SCALAR);
    double[][] other = observed.degridded(plan, model, Simd.best());
    assertTrue(relativeError(other[0], one[0]) < tolerance, "degridding");
  }

  @Test
  void griddingIsTheAdjointOfDegridding() {
    for (double epsilon : new double[] {1e-2, 1e-4, 1e-8}) {
      GriddingPlan plan = observed.plan(epsilon);
      double[] model = observed.randomModel();
      double[] image = observed.gridded(plan)[0];
      double[][] visibilities = observed.degridded(plan, model, Simd.best());
      double inImage = 0;
      double scale = 0;
      for (int i = 0; i < image.length; i++) {
        inImage += image[i] * model[i];
        scale += Math.abs(image[i] * model[i]);
      }
      double inVisibilities = 0;
      SampleBlock b = observed.block();
      for (int i = 0; i < b.rows(); i++) {
        inVisibilities +=
            b.weight()[i]
                * (visibilities[0][i] * b.real()[0][i] + visibilities[1][i] * b.imaginary()[0][i]);
      }
      double tolerance = plan.precision() == Precision.SINGLE ? 1e-5 : 1e-12;
      assertEquals(0, (inImage - inVisibilities) / scale, tolerance, "at " + epsilon);
    }
  }

  @Test
  void subtractingTheModelOfTheDataLeavesNothing() {
    GriddingPlan plan = observed.plan(1e-4);
    double[] model = observed.randomModel();
    double[][] truth = observed.directVisibilities(model);
    for (int p = 0; p < 2; p++) {
      System.arraycopy(Observed.narrow(truth[0]), 0, observed.block().real()[p], 0, 3000);
      System.arraycopy(Observed.narrow(truth[1]), 0, observed.block().imaginary()[p], 0, 3000);
    }
    List<PackedSamples> parts = List.of(observed.packed(plan));
    float[] narrow = Observed.narrow(model);
    Gridder gridder = Gridder.of(plan, Workers.single());
    List<PackedSamples> residuals = gridder.subtract(parts, new float[][] {narrow, narrow});
    float[][] before = new float[2][FIELD.pixels()];
    float[][] after = new float[2][FIELD.pixels()];
    gridder.grid(parts, false, before);
    gridder.grid(residuals, false, after);
    double[] zero = new double[FIELD.pixels()];
    for (int p = 0; p < 2; p++) {
      double left = relativeError(zero, Observed.wide(before[p]));
      assertEquals(1, left);
      assertTrue(norm(after[p]) <= 3e-4 * norm(before[p]), "polarisation " + p);
    }
  }

  private static double norm(float[] image) {
    double sum = 0;
    for (float pixel : image) {
      sum += (double) pixel * pixel;
    }
    return Math.sqrt(sum);
  }

  @Test
  void wholeWorkInOneCall() {
    Observed one = Observed.of(FIELD, 500, 1500, 1);
    float[] image = Gridding.dirty(one.block(), FIELD, 1e-4, 1L << 30, Workers.single());
    assertTrue(relativeError(Observed.wide(image), one.directImage(0)) <= 1e-4);
    double[] model = one.randomModel();
    SampleBlock found =
        Gridding.degrid(
            Observed.narrow(model), one.block(), FIELD, 1e-6, 1L << 30, Workers.single());
    double[][] truth = one.directVisibilities(model);
    assertTrue(relativeError(Observed.wide(found.real()[0]), truth[0]) <= 2e-6);
    assertTrue(relativeError(Observed.wide(found.imaginary()[0]), truth[1]) <= 2e-6);
  }

  @Test
  void flaggedAndBrokenSamplesAreLeftOutAndDistantOnesCounted() {
    SampleBlock b = observed.block();
    b.weight()[0] = 0;
    b.weight()[1] = -1;
    b.weight()[2] = Float.NaN;
    b.weight()[3] = Float.POSITIVE_INFINITY;
    b.real()[1][4] = Float.NaN;
    b.imaginary()[0][5] = Float.NEGATIVE_INFINITY;
    b.uMetres()[6] = Double.NaN;
    b.uMetres()[7] = 10_000;
    b.wMetres()[8] = -20_000;
    SamplePacker packer = new SamplePacker(observed.plan(1e-4), 2);
    packer.add(b);
    assertEquals(2, packer.outside());
    assertEquals(3000 - 9, packer.finish().samples());
  }

  @Test
  void samplesOfTheOtherPrecisionAreRefused() {
    GriddingPlan single = observed.plan(1e-4);
    GriddingPlan wide = observed.plan(1e-6);
    List<PackedSamples> parts = List.of(observed.packed(single));
    Gridder gridder = Gridder.of(wide, Workers.single());
    float[][] images = new float[2][FIELD.pixels()];
    assertThrows(IllegalArgumentException.class, () -> gridder.grid(parts, false, images));
  }
}
