package dev.fringe.imaging.gridding;

/** The loops in plain Java. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class ScalarFloatScreen extends FloatScreen {

  @Override
  void cosSin(int number, float[] high, float[] low, int at, int n, float[] cos, float[] sin) {
    for (int i = 0; i < n; i++) {
      double halves = number * ((double) high[at + i] + (double) low[at + i]);
      double whole = Math.rint(halves);
      double odd = whole - 2 * Math.rint(0.5 * whole);
      float sign = (float) (1 - 2 * odd * odd);
      float x = (float) (halves - whole);
      float y = x * x;
      cos[i] = sign * FloatTurns.cosine(y);
      sin[i] = sign * x * FloatTurns.sine(y);
    }
  }

  @Override
  void add(float[] re, float[] im, int from, float[] cos, float[] sin, int n, float[] sum, int to) {
    for (int i = 0; i < n; i++) {
      sum[to + i] += re[from + i] * cos[i] + im[from + i] * sin[i];
    }
  }

  @Override
  void set(
      float[] model, int from, float[] cos, float[] sin, int n, float[] re, float[] im, int to) {
    for (int i = 0; i < n; i++) {
      re[to + i] = model[from + i] * cos[i];
      im[to + i] = model[from + i] * sin[i];
    }
  }
}
