package dev.fringe.imaging.fft;

/** Roots of unity, exact to the last bit or nearly so: arguments are reduced in integers. */
final class Roots {

  private Roots() {}

  /** cos(2π k/n). */
  static double cos(long k, long n) {
    long eighths = 8 * Math.floorMod(k, n);
    if (eighths > 4 * n) {
      eighths = 8 * n - eighths;
    }
    int sign = 1;
    if (eighths > 2 * n) {
      eighths = 4 * n - eighths;
      sign = -1;
    }
    double quarterTurns = Math.PI / (4.0 * n);
    return sign
        * (eighths <= n
            ? Math.cos(eighths * quarterTurns)
            : Math.sin((2 * n - eighths) * quarterTurns));
  }

  /** sin(2π k/n). */
  static double sin(long k, long n) {
    return cos(4 * k - n, 4 * n);
  }
}
