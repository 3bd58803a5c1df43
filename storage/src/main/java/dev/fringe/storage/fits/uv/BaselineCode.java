package dev.fringe.storage.fits.uv;

/**
 * How one number names two antennas: 256·a1 + a2 for antennas up to 255, or 2048·a1 + a2 + 65536
 * for more, plus 0.01·(subarray - 1). All are exact in single precision but the subarray of the
 * second form.
 */
public final class BaselineCode {
  private static final int SMALL_BASE = 256;
  private static final int LARGE_BASE = 2048;
  private static final int LARGE_OFFSET = 65536;

  /** The largest antenna number that a code can name. */
  public static final int LARGEST_ANTENNA = LARGE_BASE - 1;

  private BaselineCode() {}

  public static double encode(int antenna1, int antenna2) {
    return antenna1 < SMALL_BASE && antenna2 < SMALL_BASE
        ? SMALL_BASE * antenna1 + antenna2
        : LARGE_BASE * antenna1 + antenna2 + LARGE_OFFSET;
  }

  public static int antenna1(double code) {
    int whole = (int) code;
    return whole >= LARGE_OFFSET ? (whole - LARGE_OFFSET) / LARGE_BASE : whole / SMALL_BASE;
  }

  public static int antenna2(double code) {
    int whole = (int) code;
    return whole >= LARGE_OFFSET ? (whole - LARGE_OFFSET) % LARGE_BASE : whole % SMALL_BASE;
  }

  /** Counted from 1. */
  public static int subarray(double code) {
    return (int) Math.round((code - Math.floor(code)) * 100) + 1;
  }
}
