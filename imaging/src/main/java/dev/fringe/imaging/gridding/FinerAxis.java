package dev.fringe.imaging.gridding;

import java.io.Serializable;

/**
 * How pixels along one axis follow from fewer, coarser ones of the same field: each is a sum over
 * its nearest coarse pixels, with the weights of a sinc under a Kaiser window. A wave of at most
 * {@code 0.5 - transition / 2} cycles per coarse pixel comes through within the error that the taps
 * were chosen for.
 *
 * @param fine number of pixels wanted
 * @param coarse number of coarse pixels; the wanted ones lie inside by half the taps at each end
 * @param coarsePerFine distance of the wanted pixels, in coarse pixels, at most 1
 * @param taps coarse pixels that one wanted pixel is made of, even; 1 where both are the same
 * @param beta the window's parameter
 */
public record FinerAxis(int fine, int coarse, double coarsePerFine, int taps, double beta)
    implements Serializable {

  /** Numbers of taps that are tried. */
  static final int[] TAPS = {8, 12, 16, 24, 32, 48, 64, 96};

  /** The axis as it is. */
  static FinerAxis same(int pixels) {
    return new FinerAxis(pixels, pixels, 1, 1, 0);
  }

  /**
   * The coarsest pixels that do, or the axis as it is where they would not be fewer.
   *
   * @param pixels number of pixels wanted
   * @param cycles of the finest wave, for each wanted pixel; below 0.5
   * @param error the largest relative error, of a wave that is as fine as that
   * @param taps even
   */
  static FinerAxis of(int pixels, double cycles, double error, int taps) {
    // Kaiser's rules for the length and the parameter of the window (Oppenheim & Schafer, ch. 7).
    double decibels = Math.max(30, -20 * Math.log10(error));
    double transition = (decibels - 7.95) / (14.36 * (taps - 1));
    if (transition >= 0.9 || !(cycles < 0.5)) {
      return same(pixels);
    }
    double coarsePerFine = cycles / (0.5 - 0.5 * transition);
    int coarse = 2 * (int) Math.ceil((pixels + 1) / 2 * coarsePerFine + taps / 2) + 2;
    if (!(coarse < pixels)) {
      return same(pixels);
    }
    double beta =
        decibels > 50
            ? 0.1102 * (decibels - 8.7)
            : 0.5842 * Math.pow(decibels - 21, 0.4) + 0.07886 * (decibels - 21);
    return new FinerAxis(pixels, coarse, coarsePerFine, taps, beta);
  }

  boolean isSame() {
    return taps == 1;
  }

  /** Where a wanted pixel lies among the coarse ones; halves are whole numbers. */
  private double place(int x) {
    return coarse / 2 + (x - fine / 2) * coarsePerFine;
  }

  /** The first coarse pixel that makes pixel {@code x}; it does not fall as x grows. */
  int first(int x) {
    return isSame() ? x : (int) Math.floor(place(x)) - taps / 2 + 1;
  }

  /** The share of coarse pixel {@code first(x) + tap} in pixel {@code x}. */
  double weight(int x, int tap) {
    if (isSame()) {
      return 1;
    }
    double distance = place(x) - (first(x) + tap);
    double t = 2 * distance / taps;
    if (Math.abs(t) > 1) {
      return 0;
    }
    double sinc = distance == 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * bessel0(beta * Math.sqrt(1 - t * t)) / bessel0(beta);
  }

  /** The modified Bessel function I0, by its power series. */
  private static double bessel0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= 0.25 * x * x / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
