package dev.fringe.imaging.polarisation;

import static dev.fringe.imaging.polarisation.Correlation.I;
import static dev.fringe.imaging.polarisation.Correlation.LL;
import static dev.fringe.imaging.polarisation.Correlation.LR;
import static dev.fringe.imaging.polarisation.Correlation.Q;
import static dev.fringe.imaging.polarisation.Correlation.RL;
import static dev.fringe.imaging.polarisation.Correlation.RR;
import static dev.fringe.imaging.polarisation.Correlation.U;
import static dev.fringe.imaging.polarisation.Correlation.V;
import static dev.fringe.imaging.polarisation.Correlation.XX;
import static dev.fringe.imaging.polarisation.Correlation.XY;
import static dev.fringe.imaging.polarisation.Correlation.YX;
import static dev.fringe.imaging.polarisation.Correlation.YY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.visibility.SampleBlock;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StokesCombinerTest {

  // A source of complex visibilities I, Q, U, V, as baselines of different feeds see it.
  private static final double[][] STOKES = {{5, 1}, {0.3, -0.2}, {-0.7, 0.4}, {0.25, 0.5}};

  /** {re, im} of a + factor · b, factor a unit: 1, i, -1 or -i as a power of i. */
  private static double[] sum(double[] a, double[] b, int powerOfI) {
    double re = b[0];
    double im = b[1];
    for (int i = 0; i < powerOfI; i++) {
      double swap = re;
      re = -im;
      im = swap;
    }
    return new double[] {a[0] + re, a[1] + im};
  }

  private static double[] seen(Correlation feeds) {
    return switch (feeds) {
      case RR -> sum(STOKES[0], STOKES[3], 0);
      case LL -> sum(STOKES[0], STOKES[3], 2);
      case RL -> sum(STOKES[1], STOKES[2], 1);
      case LR -> sum(STOKES[1], STOKES[2], 3);
      case XX -> sum(STOKES[0], STOKES[1], 0);
      case YY -> sum(STOKES[0], STOKES[1], 2);
      case XY -> sum(STOKES[2], STOKES[3], 1);
      case YX -> sum(STOKES[2], STOKES[3], 3);
      case I -> STOKES[0];
      case Q -> STOKES[1];
      case U -> STOKES[2];
      case V -> STOKES[3];
    };
  }

  private static SampleBlock combined(
      List<Correlation> available, String wanted, float... weights) {
    int n = available.size();
    float[] re = new float[n];
    float[] im = new float[n];
    for (int i = 0; i < n; i++) {
      re[i] = (float) seen(available.get(i))[0];
      im[i] = (float) seen(available.get(i))[1];
    }
    double[] one = {1};
    return StokesCombiner.of(available, wanted).combine(1, one, one, one, one, re, im, weights);
  }

  private static void assertIsTheSource(SampleBlock block) {
    for (int stokes = 0; stokes < 4; stokes++) {
      assertEquals(STOKES[stokes][0], block.real()[stokes][0], 1e-6);
      assertEquals(STOKES[stokes][1], block.imaginary()[stokes][0], 1e-6);
    }
  }

  @Test
  void circularFeedsYieldAllStokesParameters() {
    assertIsTheSource(combined(List.of(RR, LL, RL, LR), "IQUV", 1, 1, 1, 1));
  }

  @Test
  void linearFeedsYieldAllStokesParametersInAnyOrderOfTheFile() {
    assertIsTheSource(combined(List.of(YX, XX, XY, YY), "IQUV", 1, 1, 1, 1));
  }

  @Test
  void theWeightOfStokesIFollowsFromBothHands() {
    assertEquals(4 / (1 / 3.0 + 1 / 6.0), combined(List.of(RR, LL), "I", 3, 6).weight()[0], 1e-6);
  }

  @Test
  void aFlaggedOrMeaninglessHandFlagsTheSample() {
    List<Correlation> hands = List.of(RR, LL);
    for (float bad : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      SampleBlock block = combined(hands, "I", bad, 2);
      assertEquals(0, block.weight()[0]);
      assertEquals(0, block.real()[0][0]);
      assertEquals(0, combined(hands, "I", 2, bad).weight()[0]);
    }
    double[] one = {1};
    float[] good = {1, 1};
    float[] bad = {1, Float.NaN};
    StokesCombiner combiner = StokesCombiner.of(hands, "I");
    assertEquals(0, combiner.combine(1, one, one, one, one, bad, good, good).weight()[0]);
    assertEquals(0, combiner.combine(1, one, one, one, one, good, bad, good).weight()[0]);
  }

  @Test
  void aHandThatIsNotNeededMayBeFlagged() {
    assertEquals(2, combined(List.of(RR, LL), "RR", 2, -1).weight()[0]);
  }

  @Test
  void oneParallelHandStandsForStokesIAndSaysSo() {
    SampleBlock block = combined(List.of(LL), "I", 2);
    assertEquals(seen(LL)[0], block.real()[0][0], 1e-6);
    assertEquals(2, block.weight()[0]);
    assertTrue(StokesCombiner.of(List.of(LL), "I").note().contains("LL alone"));
    assertEquals("", StokesCombiner.of(List.of(RR, LL), "I").note());
  }

  @Test
  void crossHandsAloneCannotMakeStokesI() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StokesCombiner.of(List.of(XY), "I"));
    assertEquals(
        "I cannot be formed from the correlations in the data, which are XY; what can be imaged is"
            + " XY",
        e.getMessage());
  }

  @Test
  void whatCanBeImagedIsKnownBeforehand() {
    assertEquals(EnumSet.of(I, V, RR, LL), StokesCombiner.possible(List.of(RR, LL)));
    assertEquals(EnumSet.of(U, V, XY, YX), StokesCombiner.possible(List.of(XY, YX)));
  }

  @Test
  void wantedProductsAreReadAsPeopleWriteThem() {
    assertEquals(List.of(I, Q, U, V), StokesCombiner.parse("IQUV"));
    assertEquals(List.of(I, V), StokesCombiner.parse("i, v"));
    assertEquals(List.of(XX, YY), StokesCombiner.parse("XXYY"));
    assertEquals(List.of(RL, LR), StokesCombiner.parse("RL,LR"));
    for (String wrong : List.of("", "K", "RRL", "X")) {
      assertThrows(IllegalArgumentException.class, () -> StokesCombiner.parse(wrong), wrong);
    }
    assertThrows(IllegalArgumentException.class, () -> StokesCombiner.of(List.of(I), "II"));
  }
}
