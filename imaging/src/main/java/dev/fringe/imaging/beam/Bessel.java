package dev.fringe.imaging.beam;

/** The Bessel function J₁ of real arguments. */
final class Bessel {

  private static final int POINTS = 64;

  private Bessel() {}

  /**
   * By its integral, (1/π) ∫ cos(t - x sin t) dt over [0, π], whose integrand is periodic, so that
   * the trapezoidal rule converges faster than any power once there are more points than |x|.
   */
  static double j1(double x) {
    int points = POINTS + 2 * (int) Math.min(Math.abs(x), 1e6);
    double sum = 0;
    for (int i = 0; i < points; i++) {
      double t = Math.PI * (i + 0.5) / points;
      sum += Math.cos(t - x * Math.sin(t));
    }
    return sum / points;
  }
}
