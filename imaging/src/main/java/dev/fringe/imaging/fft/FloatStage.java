package dev.fringe.imaging.fft;

/**
 * One stage of a Stockham transform in the form that the vector butterflies take: {@code m · s}
 * butterflies of {@code radix} points. Butterfly (p, q) reads rows {@code q + s (p + m a)} and
 * writes rows {@code q + s (radix p + b)}, each output multiplied by its twiddle.
 *
 * @param twiddles three values for each twiddle factor: cosine, sine, minus the sine
 * @param twiddled whether outputs are multiplied at all
 * @param twiddleStepP how far the next p is in {@code twiddles}; likewise q and the output b
 */
record FloatStage(
    int radix,
    int m,
    int s,
    float[] twiddles,
    boolean twiddled,
    int twiddleStepP,
    int twiddleStepQ,
    int twiddleStepB) {

  private static final float[] NONE = {};

  /** A stage in the midst of a transform; turns {@code radix * m} into {@code m} points. */
  static FloatStage inner(int radix, int m, int s) {
    if (m == 1) {
      return new FloatStage(radix, 1, s, NONE, false, 0, 0, 0);
    }
    float[] twiddles = new float[3 * radix * m];
    for (int p = 0; p < m; p++) {
      for (int b = 0; b < radix; b++) {
        put(twiddles, p * radix + b, (long) p * b, (long) radix * m);
      }
    }
    return new FloatStage(radix, m, s, twiddles, true, 3 * radix, 0, 3);
  }

  /**
   * The last stage of the {@code part} points of a transform of {@code whole} points, with the
   * twiddles that join the parts: output k of part j is multiplied by exp(-2πi jk/whole), whose
   * twiddle stands at {@code 3 (j * part + k)}.
   */
  static FloatStage joining(int radix, int part, int whole) {
    float[] twiddles = new float[3 * whole];
    for (int j = 0; j < whole / part; j++) {
      for (int k = 0; k < part; k++) {
        put(twiddles, j * part + k, (long) j * k, whole);
      }
    }
    int s = part / radix;
    return new FloatStage(radix, 1, s, twiddles, true, 0, 3, 3 * s);
  }

  @SuppressWarnings("cast") // Casts to float are redundant in the double twin.
  private static void put(float[] twiddles, int at, long k, long n) {
    twiddles[3 * at] = (float) Roots.cos(k, n);
    twiddles[3 * at + 1] = (float) -Roots.sin(k, n);
    twiddles[3 * at + 2] = (float) Roots.sin(k, n);
  }
}
