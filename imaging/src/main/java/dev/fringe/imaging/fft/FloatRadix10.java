package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Butterflies of 10 points, computed as 2 × 5 by the prime-factor algorithm, without inner
 * twiddles; see {@link FloatButterfly} for the layout.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatRadix10 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final float COS_2_FIFTHS = (float) -0.8090169943749473;
  private static final float COS_FIFTH = (float) 0.30901699437494745;
  private static final float MINUS_SIN_FIFTH = (float) -0.9510565162951535;
  private static final float SIN_2_FIFTHS = (float) 0.5877852522924732;
  private static final float SIN_FIFTH = (float) 0.9510565162951535;

  private FloatRadix10() {}

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
        int o0 = y + (q + s * 10 * p) * ys;
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
          FloatVector x5r = FloatVector.fromArray(SPECIES, xr, i + 5 * step);
          FloatVector x5i = FloatVector.fromArray(SPECIES, xi, i + 5 * step);
          FloatVector x6r = FloatVector.fromArray(SPECIES, xr, i + 6 * step);
          FloatVector x6i = FloatVector.fromArray(SPECIES, xi, i + 6 * step);
          FloatVector x7r = FloatVector.fromArray(SPECIES, xr, i + 7 * step);
          FloatVector x7i = FloatVector.fromArray(SPECIES, xi, i + 7 * step);
          FloatVector x8r = FloatVector.fromArray(SPECIES, xr, i + 8 * step);
          FloatVector x8i = FloatVector.fromArray(SPECIES, xi, i + 8 * step);
          FloatVector x9r = FloatVector.fromArray(SPECIES, xr, i + 9 * step);
          FloatVector x9i = FloatVector.fromArray(SPECIES, xi, i + 9 * step);
          FloatVector sSr = x2r.add(x8r);
          FloatVector sSi = x2i.add(x8i);
          FloatVector sDr = x2r.sub(x8r);
          FloatVector sDi = x2i.sub(x8i);
          FloatVector sTr = x4r.add(x6r);
          FloatVector sTi = x4i.add(x6i);
          FloatVector sEr = x4r.sub(x6r);
          FloatVector sEi = x4i.sub(x6i);
          FloatVector a0r = x0r.add(sSr).add(sTr);
          FloatVector sMr = sTr.fma(cos2Fifths, sSr.fma(cosFifth, x0r));
          FloatVector sNr = sTr.fma(cosFifth, sSr.fma(cos2Fifths, x0r));
          FloatVector sUr = sEr.fma(sin2Fifths, sDr.mul(sinFifth));
          FloatVector sVr = sEr.fma(minusSinFifth, sDr.mul(sin2Fifths));
          FloatVector a0i = x0i.add(sSi).add(sTi);
          FloatVector sMi = sTi.fma(cos2Fifths, sSi.fma(cosFifth, x0i));
          FloatVector sNi = sTi.fma(cosFifth, sSi.fma(cos2Fifths, x0i));
          FloatVector sUi = sEi.fma(sin2Fifths, sDi.mul(sinFifth));
          FloatVector sVi = sEi.fma(minusSinFifth, sDi.mul(sin2Fifths));
          FloatVector a1r = sMr.add(sUi);
          FloatVector a1i = sMi.sub(sUr);
          FloatVector a4r = sMr.sub(sUi);
          FloatVector a4i = sMi.add(sUr);
          FloatVector a2r = sNr.add(sVi);
          FloatVector a2i = sNi.sub(sVr);
          FloatVector a3r = sNr.sub(sVi);
          FloatVector a3i = sNi.add(sVr);
          FloatVector tSr = x7r.add(x3r);
          FloatVector tSi = x7i.add(x3i);
          FloatVector tDr = x7r.sub(x3r);
          FloatVector tDi = x7i.sub(x3i);
          FloatVector tTr = x9r.add(x1r);
          FloatVector tTi = x9i.add(x1i);
          FloatVector tEr = x9r.sub(x1r);
          FloatVector tEi = x9i.sub(x1i);
          FloatVector b0r = x5r.add(tSr).add(tTr);
          FloatVector tMr = tTr.fma(cos2Fifths, tSr.fma(cosFifth, x5r));
          FloatVector tNr = tTr.fma(cosFifth, tSr.fma(cos2Fifths, x5r));
          FloatVector tUr = tEr.fma(sin2Fifths, tDr.mul(sinFifth));
          FloatVector tVr = tEr.fma(minusSinFifth, tDr.mul(sin2Fifths));
          FloatVector b0i = x5i.add(tSi).add(tTi);
          FloatVector tMi = tTi.fma(cos2Fifths, tSi.fma(cosFifth, x5i));
          FloatVector tNi = tTi.fma(cosFifth, tSi.fma(cos2Fifths, x5i));
          FloatVector tUi = tEi.fma(sin2Fifths, tDi.mul(sinFifth));
          FloatVector tVi = tEi.fma(minusSinFifth, tDi.mul(sin2Fifths));
          FloatVector b1r = tMr.add(tUi);
          FloatVector b1i = tMi.sub(tUr);
          FloatVector b4r = tMr.sub(tUi);
          FloatVector b4i = tMi.add(tUr);
          FloatVector b2r = tNr.add(tVi);
          FloatVector b2i = tNi.sub(tVr);
          FloatVector b3r = tNr.sub(tVi);
          FloatVector b3i = tNi.add(tVr);
          FloatVector y0r = a0r.add(b0r);
          FloatVector y0i = a0i.add(b0i);
          FloatVector y5r = a0r.sub(b0r);
          FloatVector y5i = a0i.sub(b0i);
          FloatVector y6r = a1r.add(b1r);
          FloatVector y6i = a1i.add(b1i);
          FloatVector y1r = a1r.sub(b1r);
          FloatVector y1i = a1i.sub(b1i);
          FloatVector y2r = a2r.add(b2r);
          FloatVector y2i = a2i.add(b2i);
          FloatVector y7r = a2r.sub(b2r);
          FloatVector y7i = a2i.sub(b2i);
          FloatVector y8r = a3r.add(b3r);
          FloatVector y8i = a3i.add(b3i);
          FloatVector y3r = a3r.sub(b3r);
          FloatVector y3i = a3i.sub(b3i);
          FloatVector y4r = a4r.add(b4r);
          FloatVector y4i = a4i.add(b4i);
          FloatVector y9r = a4r.sub(b4r);
          FloatVector y9i = a4i.sub(b4i);
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
            FloatVector c5w = FloatVector.broadcast(SPECIES, w[t + 5 * wb]);
            y5i.fma(FloatVector.broadcast(SPECIES, w[t + 5 * wb + 2]), y5r.mul(c5w))
                .intoArray(yr, o + 5 * out);
            y5r.fma(FloatVector.broadcast(SPECIES, w[t + 5 * wb + 1]), y5i.mul(c5w))
                .intoArray(yi, o + 5 * out);
            FloatVector c6w = FloatVector.broadcast(SPECIES, w[t + 6 * wb]);
            y6i.fma(FloatVector.broadcast(SPECIES, w[t + 6 * wb + 2]), y6r.mul(c6w))
                .intoArray(yr, o + 6 * out);
            y6r.fma(FloatVector.broadcast(SPECIES, w[t + 6 * wb + 1]), y6i.mul(c6w))
                .intoArray(yi, o + 6 * out);
            FloatVector c7w = FloatVector.broadcast(SPECIES, w[t + 7 * wb]);
            y7i.fma(FloatVector.broadcast(SPECIES, w[t + 7 * wb + 2]), y7r.mul(c7w))
                .intoArray(yr, o + 7 * out);
            y7r.fma(FloatVector.broadcast(SPECIES, w[t + 7 * wb + 1]), y7i.mul(c7w))
                .intoArray(yi, o + 7 * out);
            FloatVector c8w = FloatVector.broadcast(SPECIES, w[t + 8 * wb]);
            y8i.fma(FloatVector.broadcast(SPECIES, w[t + 8 * wb + 2]), y8r.mul(c8w))
                .intoArray(yr, o + 8 * out);
            y8r.fma(FloatVector.broadcast(SPECIES, w[t + 8 * wb + 1]), y8i.mul(c8w))
                .intoArray(yi, o + 8 * out);
            FloatVector c9w = FloatVector.broadcast(SPECIES, w[t + 9 * wb]);
            y9i.fma(FloatVector.broadcast(SPECIES, w[t + 9 * wb + 2]), y9r.mul(c9w))
                .intoArray(yr, o + 9 * out);
            y9r.fma(FloatVector.broadcast(SPECIES, w[t + 9 * wb + 1]), y9i.mul(c9w))
                .intoArray(yi, o + 9 * out);
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
            y5r.intoArray(yr, o + 5 * out);
            y5i.intoArray(yi, o + 5 * out);
            y6r.intoArray(yr, o + 6 * out);
            y6i.intoArray(yi, o + 6 * out);
            y7r.intoArray(yr, o + 7 * out);
            y7i.intoArray(yi, o + 7 * out);
            y8r.intoArray(yr, o + 8 * out);
            y8i.intoArray(yi, o + 8 * out);
            y9r.intoArray(yr, o + 9 * out);
            y9i.intoArray(yi, o + 9 * out);
          }
        }
      }
    }
  }
}
