package dev.fringe.imaging.gridding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops on the Vector API; what is left over behind the last whole vector in plain Java. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class VectorFloatScreen extends FloatScreen {

  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

  /** Adding and taking away 1.5 times the largest power of two rounds to whole numbers. */
  private static final float ROUNDER =
      Float.BYTES > 4 ? (float) 6_755_399_441_055_744.0 : (float) 12_582_912.0;

  private static final boolean WIDE = Float.BYTES > 4;

  private final ScalarFloatScreen rest = new ScalarFloatScreen();

  @Override
  void cosSin(int number, float[] high, float[] low, int at, int n, float[] cos, float[] sin) {
    int end = SPECIES.loopBound(n);
    if (end < n) {
      // Rows are short of a whole vector only at the edge of an image.
      rest.cosSin(number, high, low, at, n, cos, sin);
      return;
    }
    final FloatVector p = FloatVector.broadcast(SPECIES, (float) number);
    for (int i = 0; i < end; i += SPECIES.length()) {
      FloatVector a = FloatVector.fromArray(SPECIES, high, at + i);
      FloatVector b = FloatVector.fromArray(SPECIES, low, at + i);
      FloatVector whole = round(a.mul(p));
      // The product is not rounded before the whole half turns are taken away.
      FloatVector x = b.fma(p, a.fma(p, whole.neg()));
      FloatVector odd = whole.sub(round(whole.mul((float) 0.5)).mul(2));
      FloatVector sign = odd.mul(odd).mul(-2).add(1);
      FloatVector y = x.mul(x);
      cosine(y).mul(sign).intoArray(cos, i);
      sine(y).mul(sign.mul(x)).intoArray(sin, i);
    }
  }

  private static FloatVector round(FloatVector x) {
    return x.add(ROUNDER).sub(ROUNDER);
  }

  private static FloatVector step(FloatVector sum, FloatVector y, double coefficient) {
    return sum.fma(y, FloatVector.broadcast(SPECIES, (float) coefficient));
  }

  /** The series of {@link FloatTurns}. */
  private static FloatVector cosine(FloatVector y) {
    FloatVector c;
    if (WIDE) {
      c = FloatVector.broadcast(SPECIES, (float) -7.700707130601346e-11);
      c = step(c, y, 3.6047307974624982e-9);
      c = step(c, y, -1.387895246221376e-7);
      c = step(c, y, 4.303069587032944e-6);
      c = step(c, y, -1.0463810492484565e-4);
      c = step(c, y, 1.929574309403922e-3);
    } else {
      c = FloatVector.broadcast(SPECIES, (float) 1.929574309403922e-3);
    }
    c = step(c, y, -2.580689139001405e-2);
    c = step(c, y, 0.23533063035889312);
    c = step(c, y, -1.3352627688545893);
    c = step(c, y, 4.058712126416768);
    c = step(c, y, -4.934802200544679);
    return step(c, y, 1);
  }

  private static FloatVector sine(FloatVector y) {
    FloatVector s;
    if (WIDE) {
      s = FloatVector.broadcast(SPECIES, (float) 5.392664662608125e-10);
      s = step(s, y, -2.2948428997269856e-8);
      s = step(s, y, 7.952054001475508e-7);
      s = step(s, y, -2.1915353447830204e-5);
      s = step(s, y, 4.6630280576761234e-4);
      s = step(s, y, -7.370430945714348e-3);
    } else {
      s = FloatVector.broadcast(SPECIES, (float) -7.370430945714348e-3);
    }
    s = step(s, y, 8.214588661112819e-2);
    s = step(s, y, -0.5992645293207919);
    s = step(s, y, 2.550164039877345);
    s = step(s, y, -5.167712780049969);
    return step(s, y, 3.141592653589793);
  }

  @Override
  void add(float[] re, float[] im, int from, float[] cos, float[] sin, int n, float[] sum, int to) {
    int i = 0;
    for (; i <= n - SPECIES.length(); i += SPECIES.length()) {
      FloatVector s = FloatVector.fromArray(SPECIES, sum, to + i);
      s =
          FloatVector.fromArray(SPECIES, re, from + i)
              .fma(FloatVector.fromArray(SPECIES, cos, i), s);
      s =
          FloatVector.fromArray(SPECIES, im, from + i)
              .fma(FloatVector.fromArray(SPECIES, sin, i), s);
      s.intoArray(sum, to + i);
    }
    for (; i < n; i++) {
      sum[to + i] += re[from + i] * cos[i] + im[from + i] * sin[i];
    }
  }

  @Override
  void set(
      float[] model, int from, float[] cos, float[] sin, int n, float[] re, float[] im, int to) {
    int i = 0;
    for (; i <= n - SPECIES.length(); i += SPECIES.length()) {
      FloatVector m = FloatVector.fromArray(SPECIES, model, from + i);
      m.mul(FloatVector.fromArray(SPECIES, cos, i)).intoArray(re, to + i);
      m.mul(FloatVector.fromArray(SPECIES, sin, i)).intoArray(im, to + i);
    }
    for (; i < n; i++) {
      re[to + i] = model[from + i] * cos[i];
      im[to + i] = model[from + i] * sin[i];
    }
  }
}
