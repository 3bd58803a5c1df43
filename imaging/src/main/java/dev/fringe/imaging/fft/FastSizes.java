package dev.fringe.imaging.fft;

/** The transform sizes that are fast: those without a prime factor above 5. */
public final class FastSizes {

  private FastSizes() {}

  /**
   * The smallest 2^a·3^b·5^c that is at least {@code n}.
   *
   * @param n at least 1
   */
  public static int atLeast(int n) {
    return atLeast(n, 1);
  }

  /** The smallest even 2^a·3^b·5^c that is at least {@code n}. */
  public static int evenAtLeast(int n) {
    return atLeast(n, 2);
  }

  /** Whether {@code n} has no prime factor above 5. */
  public static boolean isFast(int n) {
    return n >= 1 && strange(n) == 1;
  }

  /** {@code n}, if a transform of that size can be made. */
  static int checked(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("a transform of size " + n + " has no points");
    }
    int strange = strange(n);
    if (strange != 1) {
      int prime = 7;
      while (strange % prime != 0) {
        prime += 2;
      }
      throw new IllegalArgumentException(
          "a transform of size "
              + n
              + " has the prime factor "
              + prime
              + ", but only 2, 3 and 5 are supported; the next good size is "
              + atLeast(n));
    }
    return n;
  }

  private static int atLeast(int n, int factor) {
    if (n < 1) {
      throw new IllegalArgumentException("no transform has the size " + n);
    }
    long best = Long.MAX_VALUE;
    for (long fives = factor; fives < best; fives *= 5) {
      for (long threes = fives; threes < best; threes *= 3) {
        long size = threes;
        while (size < n) {
          size *= 2;
        }
        best = Math.min(best, size);
      }
    }
    return Math.toIntExact(best);
  }

  /** What remains of {@code n} without its factors 2, 3 and 5. */
  private static int strange(int n) {
    int rest = n;
    for (int prime : new int[] {2, 3, 5}) {
      while (rest % prime == 0) {
        rest /= prime;
      }
    }
    return rest;
  }
}
