package dev.fringe.bridge.cutout;

import java.util.Optional;

/**
 * Pixels of an axis, counted from 1 as FITS does.
 *
 * @param first of them
 * @param last of them, itself included; a whole number of steps from the first
 * @param step from one to the next
 */
record PixelRange(long first, long last, long step) {

  /** What rounding makes of edges that fall together. */
  private static final double EDGE = 1e-6;

  static PixelRange all(long length) {
    return new PixelRange(1, length, 1);
  }

  /**
   * The pixels of an axis that lie between two coordinates, in part at least; pixel i reaches from
   * i - 0.5 to i + 0.5.
   *
   * @param low may be infinite, likewise high
   */
  static Optional<PixelRange> covering(double low, double high, long length) {
    boolean isWide = high - low > 4 * EDGE;
    double from = isWide ? low + EDGE : low;
    double to = isWide ? high - EDGE : high;
    if (!(to > 0.5 && from < length + 0.5)) {
      return Optional.empty();
    }
    long first = (long) Math.clamp(Math.floor(from + 0.5), 1, (double) length);
    long last = (long) Math.clamp(Math.ceil(to - 0.5), (double) first, (double) length);
    return Optional.of(new PixelRange(first, last, 1));
  }

  long count() {
    return (last - first) / step + 1;
  }

  boolean isAll(long length) {
    return first == 1 && last == length && step == 1;
  }

  /** Where a pixel coordinate of the parent lies in the cutout. */
  double shift(double pixel) {
    return (pixel - first) / step + 1;
  }
}
