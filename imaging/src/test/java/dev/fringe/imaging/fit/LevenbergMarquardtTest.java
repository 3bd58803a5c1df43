package dev.fringe.imaging.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LevenbergMarquardtTest {

  @Test
  void theBottomOfRosenbrocksValleyIsFound() {
    LevenbergMarquardt.Model valley =
        (p, residuals, jacobian) -> {
          residuals[0] = 10 * (p[1] - p[0] * p[0]);
          residuals[1] = 1 - p[0];
          jacobian[0][0] = -20 * p[0];
          jacobian[0][1] = 10;
          jacobian[1][0] = -1;
          jacobian[1][1] = 0;
          return true;
        };
    double[] start = {-1.2, 1};
    LevenbergMarquardt.Fit fit = LevenbergMarquardt.minimise(valley, start, 2).orElseThrow();
    assertArrayEquals(new double[] {1, 1}, fit.parameters(), 1e-9);
    assertEquals(0, fit.sumOfSquares(), 1e-16);
    assertArrayEquals(new double[] {-1.2, 1}, start);
  }

  @Test
  void forbiddenParametersAreNotEntered() {
    // The minimum at -1 is forbidden: the best permitted point is at the border, 0.
    LevenbergMarquardt.Model half =
        (p, residuals, jacobian) -> {
          residuals[0] = p[0] + 1;
          jacobian[0][0] = 1;
          return p[0] >= 0;
        };
    LevenbergMarquardt.Fit fit =
        LevenbergMarquardt.minimise(half, new double[] {5}, 1).orElseThrow();
    assertEquals(0, fit.parameters()[0], 0.01);
    assertTrue(LevenbergMarquardt.minimise(half, new double[] {-5}, 1).isEmpty());
  }
}
