package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Butterflies of 9 points, computed as 3 × 3; see {@link FloatButterfly} for the layout. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatRadix9 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final float COS_2_NINTHS = (float) 0.17364817766693041;
  private static final float COS_4_NINTHS = (float) -0.9396926207859083;
  private static final float COS_NINTH = (float) 0.766044443118978;
  private static final float MINUS_HALF = (float) -0.5;
  private static final float MINUS_SIN_2_NINTHS = (float) -0.984807753012208;
  private static final float MINUS_SIN_4_NINTHS = (float) -0.3420201433256689;
  private static final float MINUS_SIN_NINTH = (float) -0.6427876096865393;
  private static final float MINUS_SIN_THIRD = (float) -0.8660254037844387;
  private static final float SIN_2_NINTHS = (float) 0.984807753012208;
  private static final float SIN_4_NINTHS = (float) 0.3420201433256689;
  private static final float SIN_NINTH = (float) 0.6427876096865393;
  private static final float SIN_THIRD = (float) 0.8660254037844387;

  private FloatRadix9() {}

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
    FloatVector cos2Ninths = FloatVector.broadcast(SPECIES, COS_2_NINTHS);
    FloatVector cos4Ninths = FloatVector.broadcast(SPECIES, COS_4_NINTHS);
    FloatVector cosNinth = FloatVector.broadcast(SPECIES, COS_NINTH);
    FloatVector minusHalf = FloatVector.broadcast(SPECIES, MINUS_HALF);
    FloatVector minusSin2Ninths = FloatVector.broadcast(SPECIES, MINUS_SIN_2_NINTHS);
    FloatVector minusSin4Ninths = FloatVector.broadcast(SPECIES, MINUS_SIN_4_NINTHS);
    FloatVector minusSinNinth = FloatVector.broadcast(SPECIES, MINUS_SIN_NINTH);
    FloatVector minusSinThird = FloatVector.broadcast(SPECIES, MINUS_SIN_THIRD);
    FloatVector sin2Ninths = FloatVector.broadcast(SPECIES, SIN_2_NINTHS);
    FloatVector sin4Ninths = FloatVector.broadcast(SPECIES, SIN_4_NINTHS);
    FloatVector sinNinth = FloatVector.broadcast(SPECIES, SIN_NINTH);
    FloatVector sinThird = FloatVector.broadcast(SPECIES, SIN_THIRD);
    int s = stage.s();
    int step = s * stage.m() * xs;
    int out = s * ys;
    float[] w = stage.twiddles();
    boolean twiddled = stage.twiddled();
    int wb = stage.twiddleStepB();
    for (int p = 0; p < stage.m(); p++) {
      for (int q = 0; q < s; q++) {
        int i0 = x + (q + s * p) * xs;
        int o0 = y + (q + s * 9 * p) * ys;
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
          FloatVector sSr = x3r.add(x6r);
          FloatVector sSi = x3i.add(x6i);
          FloatVector sDr = x3r.sub(x6r);
          FloatVector sDi = x3i.sub(x6i);
          FloatVector a0r = x0r.add(sSr);
          FloatVector a0i = x0i.add(sSi);
          FloatVector sMr = sSr.fma(minusHalf, x0r);
          FloatVector sMi = sSi.fma(minusHalf, x0i);
          FloatVector b0r = sDi.fma(sinThird, sMr);
          FloatVector b0i = sDr.fma(minusSinThird, sMi);
          FloatVector c0r = sDi.fma(minusSinThird, sMr);
          FloatVector c0i = sDr.fma(sinThird, sMi);
          FloatVector tSr = x4r.add(x7r);
          FloatVector tSi = x4i.add(x7i);
          FloatVector tDr = x4r.sub(x7r);
          FloatVector tDi = x4i.sub(x7i);
          FloatVector a1r = x1r.add(tSr);
          FloatVector a1i = x1i.add(tSi);
          FloatVector tMr = tSr.fma(minusHalf, x1r);
          FloatVector tMi = tSi.fma(minusHalf, x1i);
          FloatVector b1r = tDi.fma(sinThird, tMr);
          FloatVector b1i = tDr.fma(minusSinThird, tMi);
          FloatVector c1r = tDi.fma(minusSinThird, tMr);
          FloatVector c1i = tDr.fma(sinThird, tMi);
          FloatVector uSr = x5r.add(x8r);
          FloatVector uSi = x5i.add(x8i);
          FloatVector uDr = x5r.sub(x8r);
          FloatVector uDi = x5i.sub(x8i);
          FloatVector a2r = x2r.add(uSr);
          FloatVector a2i = x2i.add(uSi);
          FloatVector uMr = uSr.fma(minusHalf, x2r);
          FloatVector uMi = uSi.fma(minusHalf, x2i);
          FloatVector b2r = uDi.fma(sinThird, uMr);
          FloatVector b2i = uDr.fma(minusSinThird, uMi);
          FloatVector c2r = uDi.fma(minusSinThird, uMr);
          FloatVector c2i = uDr.fma(sinThird, uMi);
          FloatVector dSr = a1r.add(a2r);
          FloatVector dSi = a1i.add(a2i);
          FloatVector dDr = a1r.sub(a2r);
          FloatVector dDi = a1i.sub(a2i);
          FloatVector y0r = a0r.add(dSr);
          FloatVector y0i = a0i.add(dSi);
          FloatVector dMr = dSr.fma(minusHalf, a0r);
          FloatVector dMi = dSi.fma(minusHalf, a0i);
          FloatVector y3r = dDi.fma(sinThird, dMr);
          FloatVector y3i = dDr.fma(minusSinThird, dMi);
          FloatVector y6r = dDi.fma(minusSinThird, dMr);
          FloatVector y6i = dDr.fma(sinThird, dMi);
          FloatVector e1r = b1i.fma(sinNinth, b1r.mul(cosNinth));
          FloatVector e1i = b1r.fma(minusSinNinth, b1i.mul(cosNinth));
          FloatVector e2r = b2i.fma(sin2Ninths, b2r.mul(cos2Ninths));
          FloatVector e2i = b2r.fma(minusSin2Ninths, b2i.mul(cos2Ninths));
          FloatVector eSr = e1r.add(e2r);
          FloatVector eSi = e1i.add(e2i);
          FloatVector eDr = e1r.sub(e2r);
          FloatVector eDi = e1i.sub(e2i);
          FloatVector y1r = b0r.add(eSr);
          FloatVector y1i = b0i.add(eSi);
          FloatVector eMr = eSr.fma(minusHalf, b0r);
          FloatVector eMi = eSi.fma(minusHalf, b0i);
          FloatVector y4r = eDi.fma(sinThird, eMr);
          FloatVector y4i = eDr.fma(minusSinThird, eMi);
          FloatVector y7r = eDi.fma(minusSinThird, eMr);
          FloatVector y7i = eDr.fma(sinThird, eMi);
          FloatVector f1r = c1i.fma(sin2Ninths, c1r.mul(cos2Ninths));
          FloatVector f1i = c1r.fma(minusSin2Ninths, c1i.mul(cos2Ninths));
          FloatVector f2r = c2i.fma(sin4Ninths, c2r.mul(cos4Ninths));
          FloatVector f2i = c2r.fma(minusSin4Ninths, c2i.mul(cos4Ninths));
          FloatVector fSr = f1r.add(f2r);
          FloatVector fSi = f1i.add(f2i);
          FloatVector fDr = f1r.sub(f2r);
          FloatVector fDi = f1i.sub(f2i);
          FloatVector y2r = c0r.add(fSr);
          FloatVector y2i = c0i.add(fSi);
          FloatVector fMr = fSr.fma(minusHalf, c0r);
          FloatVector fMi = fSi.fma(minusHalf, c0i);
          FloatVector y5r = fDi.fma(sinThird, fMr);
          FloatVector y5i = fDr.fma(minusSinThird, fMi);
          FloatVector y8r = fDi.fma(minusSinThird, fMr);
          FloatVector y8i = fDr.fma(sinThird, fMi);
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
          }
        }
      }
    }
  }
}
