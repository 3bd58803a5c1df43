package dev.fringe.imaging.gridding;

import static dev.fringe.imaging.gridding.Observed.joined;
import static dev.fringe.imaging.gridding.Observed.relativeError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.simd.Simd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise: within ε of the direct transform, relative l2, both ways. */
class GriddingAccuracyTest {

  private static final double[] ACCURACIES = {
    1e-1, 1e-2, 1e-3, 1e-4, 1.1e-5, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12
  };

  /** Fields, and the |w| up to which samples reach, in wavelengths. */
  static List<Arguments> fieldsAndAccuracies() {
    List<Arguments> all = new ArrayList<>();
    for (double epsilon : ACCURACIES) {
      all.add(
          Arguments.of("12 degrees wide", ImageGeometry.centred(64, 64, 0.0033), 2000.0, epsilon));
      all.add(
          Arguments.of(
              "odd, not square", new ImageGeometry(71, 38, 0.003, 0.002, 0, 0), 3000.0, epsilon));
      all.add(
          Arguments.of(
              "off centre", new ImageGeometry(48, 57, 0.002, 0.003, 0.21, -0.13), 2500.0, epsilon));
      all.add(Arguments.of("narrow, w matters", ImageGeometry.centred(54, 54, 2e-5), 3e6, epsilon));
      all.add(Arguments.of("narrow, flat", ImageGeometry.centred(50, 40, 1e-7), 10.0, epsilon));
    }
    return all;
  }

  @ParameterizedTest(name = "{0} within {3}")
  @MethodSource("fieldsAndAccuracies")
  void dirtyImageIsWithinTheAccuracyAskedFor(
      String name, ImageGeometry geometry, double maxW, double epsilon) {
    Observed observed = Observed.of(geometry, 250, maxW, 1);
    double[][] images = observed.gridded(observed.plan(epsilon));
    double error = relativeError(images[0], observed.directImage(0));
    assertTrue(error <= epsilon, () -> "error is " + error);
  }

  @ParameterizedTest(name = "{0} within {3}")
  @MethodSource("fieldsAndAccuracies")
  void modelVisibilitiesAreWithinTheAccuracyAskedFor(
      String name, ImageGeometry geometry, double maxW, double epsilon) {
    Observed observed = Observed.of(geometry, 250, maxW, 1);
    double[] model = observed.randomModel();
    double[][] found = observed.degridded(observed.plan(epsilon), model, Simd.best());
    double error = relativeError(joined(found), joined(observed.directVisibilities(model)));
    assertTrue(error <= epsilon, () -> "error is " + error);
  }

  @Test
  void fewerPlanesAtOnceChangeNothingButTheMemory() {
    Observed observed = Observed.of(ImageGeometry.centred(64, 64, 0.0033), 250, 2000, 1);
    GriddingPlan plan = observed.plan(1e-8, 0);
    assertEquals(1, plan.planesAtOnce());
    assertTrue(
        relativeError(observed.gridded(plan)[0], observed.directImage(0)) <= 1e-8, "gridding");
    double[] model = observed.randomModel();
    double[][] found = observed.degridded(plan, model, Simd.best());
    assertTrue(
        relativeError(joined(found), joined(observed.directVisibilities(model))) <= 1e-8,
        "degridding");
  }

  /** At ε = 1e-4 a source in the very corner of 12 degrees keeps its flux to 1e-3. */
  @Test
  void pointSourcesKeepFluxAndPlaceOverAWideField() {
    ImageGeometry geometry = ImageGeometry.centred(64, 64, 0.0033);
    Observed observed = Observed.of(geometry, 400, 2000, 1);
    int[][] places = {{32, 32}, {0, 0}, {63, 63}, {0, 63}, {63, 0}, {5, 40}, {32, 0}};
    for (int[] place : places) {
      double[] model = new double[geometry.pixels()];
      int at = place[1] * geometry.width() + place[0];
      model[at] = 3;
      double[][] found = observed.degridded(observed.plan(1e-4), model, Simd.best());
      double[][] truth = observed.directVisibilities(model);
      double error = relativeError(joined(found), joined(truth));
      assertTrue(error <= 1e-3, () -> "at " + place[0] + ", " + place[1] + ": " + error);
      float[] re = Observed.narrow(truth[0]);
      float[] im = Observed.narrow(truth[1]);
      System.arraycopy(re, 0, observed.block().real()[0], 0, re.length);
      System.arraycopy(im, 0, observed.block().imaginary()[0], 0, im.length);
      double[] image = observed.gridded(observed.plan(1e-4))[0];
      double weights = 0;
      for (float weight : observed.block().weight()) {
        weights += weight;
      }
      assertEquals(3, image[at] / weights, 3e-3, "flux at " + place[0] + ", " + place[1]);
      int brightest = 0;
      for (int i = 0; i < image.length; i++) {
        brightest = image[i] > image[brightest] ? i : brightest;
      }
      assertEquals(at, brightest, "place");
    }
  }

  @Test
  void psfPeaksWithTheSumOfWeightsAtTheCentreOfAnImageAnywhere() {
    ImageGeometry geometry = new ImageGeometry(48, 57, 0.002, 0.003, 0.21, -0.13);
    Observed observed = Observed.of(geometry, 300, 2500, 1);
    double[] psf = observed.gridded(observed.plan(1e-4))[1];
    double weights = 0;
    for (float weight : observed.block().weight()) {
      weights += weight;
    }
    int centre = geometry.height() / 2 * geometry.width() + geometry.width() / 2;
    assertEquals(1, psf[centre] / weights, 1e-4);
    double[] model = new double[geometry.pixels()];
    model[centre] = 1;
    double[][] source = observed.directVisibilities(model);
    System.arraycopy(
        Observed.narrow(source[0]), 0, observed.block().real()[0], 0, source[0].length);
    System.arraycopy(
        Observed.narrow(source[1]), 0, observed.block().imaginary()[0], 0, source[1].length);
    assertTrue(relativeError(psf, observed.directImage(0)) <= 1e-4, "a source at the centre");
  }
}
