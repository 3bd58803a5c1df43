package dev.fringe.imaging.gridding;

import static dev.fringe.imaging.gridding.Observed.joined;
import static dev.fringe.imaging.gridding.Observed.relativeError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.simd.Simd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images with many pixels to a fringe are had from fewer pixels, within the same promise. */
class FinerPixelsTest {

  private static final double[] ACCURACIES = {1e-2, 1e-4, 1.1e-5, 1e-5, 1e-8, 1e-12};

  /** Fields, the share of the uv plane that samples fill, and |w| up to which they reach. */
  static List<Arguments> fieldsAndAccuracies() {
    List<Arguments> all = new ArrayList<>();
    for (double epsilon : ACCURACIES) {
      all.add(
          Arguments.of(
              "12 degrees", ImageGeometry.centred(320, 240, 0.00066), 0.2, 400.0, epsilon));
      all.add(
          Arguments.of(
              "off centre, odd",
              new ImageGeometry(259, 301, 0.0008, 0.0006, 0.21, -0.13),
              0.2,
              300.0,
              epsilon));
      all.add(
          Arguments.of("narrow, flat", ImageGeometry.centred(300, 281, 1e-9), 0.2, 10.0, epsilon));
    }
    return all;
  }

  private static Observed observed(ImageGeometry geometry, double share, double maxW) {
    return Observed.of(geometry, 20, maxW, 1, share);
  }

  @ParameterizedTest(name = "{0} within {4}")
  @MethodSource("fieldsAndAccuracies")
  void dirtyImageIsWithinTheAccuracyAskedFor(
      String name, ImageGeometry geometry, double share, double maxW, double epsilon) {
    Observed observed = observed(geometry, share, maxW);
    GriddingPlan plan = observed.planWithFewerPixels(epsilon);
    double error = relativeError(observed.gridded(plan)[0], observed.directImage(0));
    assertTrue(error <= epsilon, () -> "error is " + error + " by " + plan.describe());
  }

  @ParameterizedTest(name = "{0} within {4}")
  @MethodSource("fieldsAndAccuracies")
  void modelVisibilitiesAreWithinTheAccuracyAskedFor(
      String name, ImageGeometry geometry, double share, double maxW, double epsilon) {
    Observed observed = observed(geometry, share, maxW);
    GriddingPlan plan = observed.planWithFewerPixels(epsilon);
    double[] model = new double[geometry.pixels()];
    for (int i = 0; i < 60; i++) {
      // Corners and edges are among them.
      model[(int) ((long) i * (geometry.pixels() - 1) / 59)] = 1 + i % 7;
    }
    double[][] found = observed.degridded(plan, model, Simd.best());
    double error = relativeError(joined(found), joined(observed.directVisibilities(model)));
    assertTrue(error <= epsilon, () -> "error is " + error + " by " + plan.describe());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-9})
  void imageAndModelAreAdjointToRounding(double epsilon) {
    ImageGeometry geometry = new ImageGeometry(259, 301, 0.0008, 0.0006, 0.21, -0.13);
    Observed observed = observed(geometry, 0.2, 300);
    GriddingPlan plan = observed.planWithFewerPixels(epsilon);
    double[] model = observed.randomModel();
    double[] image = observed.gridded(plan)[0];
    double[][] predicted = observed.degridded(plan, model, Simd.best());
    double inImage = 0;
    double size = 0;
    for (int i = 0; i < model.length; i++) {
      inImage += image[i] * model[i];
      size += Math.abs(image[i] * model[i]);
    }
    double inData = 0;
    for (int i = 0; i < predicted[0].length; i++) {
      double weight = observed.block().weight()[i];
      inData +=
          weight
              * (observed.block().real()[0][i] * predicted[0][i]
                  + observed.block().imaginary()[0][i] * predicted[1][i]);
    }
    assertEquals(inData, inImage, (epsilon > 1e-5 ? 1e-6 : 1e-14) * size);
  }

  @Test
  void largeImagesWithManyPixelsToAFringeAreHadFromFewer() {
    Observed observed = observed(ImageGeometry.centred(4096, 4096, 7e-6), 0.26, 20000);
    PlanePixels pixels = observed.planKnowingTheReach(1e-4).pixels();
    assertTrue(pixels.geometry().width() < 2800, pixels.toString());
    assertTrue(pixels.geometry().height() < 2800, pixels.toString());
  }

  @Test
  void pixelsStayWhatTheyAreWhereSamplesFillTheUvPlane() {
    Observed observed = observed(ImageGeometry.centred(4096, 4096, 7e-6), 0.49, 20000);
    assertTrue(observed.planKnowingTheReach(1e-4).pixels().areTheImages());
  }

  @Test
  void pixelsStayWhatTheyAreWhereNothingIsKnownOfTheSamples() {
    Observed observed = observed(ImageGeometry.centred(4096, 4096, 7e-6), 0.2, 20000);
    assertTrue(observed.plan(1e-4).pixels().areTheImages());
  }

  /** The reach along one axis alone leaves the other as it is. */
  @Test
  void axesAreChosenEachForItself() {
    ImageGeometry geometry = new ImageGeometry(300, 300, 0.00033, 0.00009, 0, 0);
    Observed observed = observed(ImageGeometry.centred(300, 300, 0.00033), 0.47, 100);
    GriddingPlan plan =
        new Observed(geometry, observed.maxW(), observed.block()).planWithFewerPixels(1e-4);
    assertTrue(plan.pixels().alongL().isSame(), plan.describe());
    assertFalse(plan.pixels().alongM().isSame(), plan.describe());
    Observed own = new Observed(geometry, observed.maxW(), observed.block());
    assertTrue(relativeError(own.gridded(plan)[0], own.directImage(0)) <= 1e-4);
  }
}
