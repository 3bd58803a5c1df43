package dev.fringe.imaging.gridding;

/** Cosines and sines of angles in turns, for arrays, in loops that the compiler vectorises. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatTurns {

  /** Whether this is the double twin, whose series go on for longer. */
  private static final boolean WIDE = Float.BYTES > 4;

  private FloatTurns() {}

  /** Sets {@code cos[i]} and {@code sin[i]} to those of {@code 2π turns[i]}, to rounding. */
  static void cosSin(double[] turns, int n, float[] cos, float[] sin) {
    for (int i = 0; i < n; i++) {
      // Half turns are taken out; cos and sin of what remains, within a quarter, change sign.
      double halves = Math.rint(2 * turns[i]);
      double odd = halves - 2 * Math.rint(0.5 * halves);
      float sign = (float) (1 - 2 * odd * odd);
      float x = (float) (2 * turns[i] - halves);
      float y = x * x;
      cos[i] = sign * cosine(y);
      sin[i] = sign * x * sine(y);
    }
  }

  /** Taylor series of cos(π x) in y = x², for |x| up to 1/2. */
  static float cosine(float y) {
    float c = WIDE ? wideCosine(y) : 0;
    c = c * y + (float) 1.929574309403922e-3;
    c = c * y - (float) 2.580689139001405e-2;
    c = c * y + (float) 0.23533063035889312;
    c = c * y - (float) 1.3352627688545893;
    c = c * y + (float) 4.058712126416768;
    c = c * y - (float) 4.934802200544679;
    return c * y + 1;
  }

  private static float wideCosine(float y) {
    float c = (float) -7.700707130601346e-11;
    c = c * y + (float) 3.6047307974624982e-9;
    c = c * y - (float) 1.387895246221376e-7;
    c = c * y + (float) 4.303069587032944e-6;
    return c * y - (float) 1.0463810492484565e-4;
  }

  /** Taylor series of sin(π x) / x. */
  static float sine(float y) {
    float s = WIDE ? wideSine(y) : 0;
    s = s * y - (float) 7.370430945714348e-3;
    s = s * y + (float) 8.214588661112819e-2;
    s = s * y - (float) 0.5992645293207919;
    s = s * y + (float) 2.550164039877345;
    s = s * y - (float) 5.167712780049969;
    return s * y + (float) 3.141592653589793;
  }

  private static float wideSine(float y) {
    float s = (float) 5.392664662608125e-10;
    s = s * y - (float) 2.2948428997269856e-8;
    s = s * y + (float) 7.952054001475508e-7;
    s = s * y - (float) 2.1915353447830204e-5;
    return s * y + (float) 4.6630280576761234e-4;
  }
}
