package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Butterflies of 5 points, computed directly; see {@link FloatButterfly} for the layout. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatRadix5 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final float COS_2_FIFTHS = (float) -0.8090169943749473;
  private static final float COS_FIFTH = (float) 0.30901699437494745;
  private static final float MINUS_SIN_FIFTH = (float) -0.9510565162951535;
  private static final float SIN_2_FIFTHS = (float) 0.5877852522924732;
  private static final float SIN_FIFTH = (float) 0.9510565162951535;

  private FloatRadix5() {}

  static void run(
      FloatStage stage,
      float[] xr,
      float[] xi,
      int x,
      int xs,
      float[] yr,
      float[] yi,
      int y,
      int ys,
      int w0,
      int vectors) {
    FloatVector cos2Fifths = FloatVector.broadcast(SPECIES, COS_2_FIFTHS);
    FloatVector cosFifth = FloatVector.broadcast(SPECIES, COS_FIFTH);
    FloatVector minusSinFifth = FloatVector.broadcast(SPECIES, MINUS_SIN_FIFTH);
    FloatVector sin2Fifths = FloatVector.broadcast(SPECIES, SIN_2_FIFTHS);
    FloatVector sinFifth = FloatVector.broadcast(SPECIES, SIN_FIFTH);
    int s = stage.s();
    int step = s * stage.m() * xs;
    int out = s * ys;
    float[] w = stage.twiddles();
    boolean twiddled = stage.twiddled();
    int wb = stage.twiddleStepB();
    for (int p = 0; p < stage.m(); p++) {
      for (int q = 0; q < s; q++) {
        int i0 = x + (q + s * p) * xs;
        int o0 = y + (q + s * 5 * p) * ys;
        int t = w0 + p * stage.twiddleStepP() + q * stage.twiddleStepQ();
        int end = i0 + vectors * LANES;
        // Written with != so that the JIT makes no counted loop of it, whose many range checks it
        // would prepare anew for each of these one to four rounds.
        for (int i = i0, o = o0; i != end; i += LANES, o += LANES) {
          FloatVector x0r = FloatVector.fromArray(SPECIES, xr, i);
          FloatVector x0i = FloatVector.fromArray(SPECIES, xi, i);
          FloatVector x1r = FloatVector.fromArray(SPECIES, xr, i + step);
          FloatVector x1i = FloatVector.fromArray(SPECIES, xi, i + step);
          FloatVector x2r = FloatVector.fromArray(SPECIES, xr, i + 2 * step);
          FloatVector x2i = FloatVector.fromArray(SPECIES, xi, i + 2 * step);
          FloatVector x3r = FloatVector.fromArray(SPECIES, xr, i + 3 * step);
          FloatVector x3i = FloatVector.fromArray(SPECIES, xi, i + 3 * step);
          FloatVector x4r = FloatVector.fromArray(SPECIES, xr, i + 4 * step);
          FloatVector x4i = FloatVector.fromArray(SPECIES, xi, i + 4 * step);
          FloatVector tSr = x1r.add(x4r);
          FloatVector tSi = x1i.add(x4i);
          FloatVector tDr = x1r.sub(x4r);
          FloatVector tDi = x1i.sub(x4i);
          FloatVector tTr = x2r.add(x3r);
          FloatVector tTi = x2i.add(x3i);
          FloatVector tEr = x2r.sub(x3r);
          FloatVector tEi = x2i.sub(x3i);
          FloatVector y0r = x0r.add(tSr).add(tTr);
          FloatVector tMr = tTr.fma(cos2Fifths, tSr.fma(cosFifth, x0r));
          FloatVector tNr = tTr.fma(cosFifth, tSr.fma(cos2Fifths, x0r));
          FloatVector tUr = tEr.fma(sin2Fifths, tDr.mul(sinFifth));
          FloatVector tVr = tEr.fma(minusSinFifth, tDr.mul(sin2Fifths));
          FloatVector y0i = x0i.add(tSi).add(tTi);
          FloatVector tMi = tTi.fma(cos2Fifths, tSi.fma(cosFifth, x0i));
          FloatVector tNi = tTi.fma(cosFifth, tSi.fma(cos2Fifths, x0i));
          FloatVector tUi = tEi.fma(sin2Fifths, tDi.mul(sinFifth));
          FloatVector tVi = tEi.fma(minusSinFifth, tDi.mul(sin2Fifths));
          FloatVector y1r = tMr.add(tUi);
          FloatVector y1i = tMi.sub(tUr);
          FloatVector y4r = tMr.sub(tUi);
          FloatVector y4i = tMi.add(tUr);
          FloatVector y2r = tNr.add(tVi);
          FloatVector y2i = tNi.sub(tVr);
          FloatVector y3r = tNr.sub(tVi);
          FloatVector y3i = tNi.add(tVr);
          if (twiddled) {
            FloatVector c0w = FloatVector.broadcast(SPECIES, w[t]);
            y0i.fma(FloatVector.broadcast(SPECIES, w[t + 2]), y0r.mul(c0w)).intoArray(yr, o);
            y0r.fma(FloatVector.broadcast(SPECIES, w[t + 1]), y0i.mul(c0w)).intoArray(yi, o);
            FloatVector c1w = FloatVector.broadcast(SPECIES, w[t + wb]);
            y1i.fma(FloatVector.broadcast(SPECIES, w[t + wb + 2]), y1r.mul(c1w))
                .intoArray(yr, o + out);
            y1r.fma(FloatVector.broadcast(SPECIES, w[t + wb + 1]), y1i.mul(c1w))
                .intoArray(yi, o + out);
            FloatVector c2w = FloatVector.broadcast(SPECIES, w[t + 2 * wb]);
            y2i.fma(FloatVector.broadcast(SPECIES, w[t + 2 * wb + 2]), y2r.mul(c2w))
                .intoArray(yr, o + 2 * out);
            y2r.fma(FloatVector.broadcast(SPECIES, w[t + 2 * wb + 1]), y2i.mul(c2w))
                .intoArray(yi, o + 2 * out);
            FloatVector c3w = FloatVector.broadcast(SPECIES, w[t + 3 * wb]);
            y3i.fma(FloatVector.broadcast(SPECIES, w[t + 3 * wb + 2]), y3r.mul(c3w))
                .intoArray(yr, o + 3 * out);
            y3r.fma(FloatVector.broadcast(SPECIES, w[t + 3 * wb + 1]), y3i.mul(c3w))
                .intoArray(yi, o + 3 * out);
            FloatVector c4w = FloatVector.broadcast(SPECIES, w[t + 4 * wb]);
            y4i.fma(FloatVector.broadcast(SPECIES, w[t + 4 * wb + 2]), y4r.mul(c4w))
                .intoArray(yr, o + 4 * out);
            y4r.fma(FloatVector.broadcast(SPECIES, w[t + 4 * wb + 1]), y4i.mul(c4w))
                .intoArray(yi, o + 4 * out);
          } else {
            y0r.intoArray(yr, o);
            y0i.intoArray(yi, o);
            y1r.intoArray(yr, o + out);
            y1i.intoArray(yi, o + out);
            y2r.intoArray(yr, o + 2 * out);
            y2i.intoArray(yi, o + 2 * out);
            y3r.intoArray(yr, o + 3 * out);
            y3i.intoArray(yi, o + 3 * out);
            y4r.intoArray(yr, o + 4 * out);
            y4i.intoArray(yi, o + 4 * out);
          }
        }
      }
    }
  }
}
