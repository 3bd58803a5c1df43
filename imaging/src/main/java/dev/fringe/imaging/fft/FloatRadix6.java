package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Butterflies of 6 points, computed as 2 × 3 by the prime-factor algorithm, without inner twiddles;
 * see {@link FloatButterfly} for the layout.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatRadix6 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final float MINUS_HALF = (float) -0.5;
  private static final float MINUS_SIN_THIRD = (float) -0.8660254037844387;
  private static final float SIN_THIRD = (float) 0.8660254037844387;

  private FloatRadix6() {}

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
    FloatVector minusHalf = FloatVector.broadcast(SPECIES, MINUS_HALF);
    FloatVector minusSinThird = FloatVector.broadcast(SPECIES, MINUS_SIN_THIRD);
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
        int o0 = y + (q + s * 6 * p) * ys;
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
          FloatVector sSr = x2r.add(x4r);
          FloatVector sSi = x2i.add(x4i);
          FloatVector sDr = x2r.sub(x4r);
          FloatVector sDi = x2i.sub(x4i);
          FloatVector a0r = x0r.add(sSr);
          FloatVector a0i = x0i.add(sSi);
          FloatVector sMr = sSr.fma(minusHalf, x0r);
          FloatVector sMi = sSi.fma(minusHalf, x0i);
          FloatVector a1r = sDi.fma(sinThird, sMr);
          FloatVector a1i = sDr.fma(minusSinThird, sMi);
          FloatVector a2r = sDi.fma(minusSinThird, sMr);
          FloatVector a2i = sDr.fma(sinThird, sMi);
          FloatVector tSr = x5r.add(x1r);
          FloatVector tSi = x5i.add(x1i);
          FloatVector tDr = x5r.sub(x1r);
          FloatVector tDi = x5i.sub(x1i);
          FloatVector b0r = x3r.add(tSr);
          FloatVector b0i = x3i.add(tSi);
          FloatVector tMr = tSr.fma(minusHalf, x3r);
          FloatVector tMi = tSi.fma(minusHalf, x3i);
          FloatVector b1r = tDi.fma(sinThird, tMr);
          FloatVector b1i = tDr.fma(minusSinThird, tMi);
          FloatVector b2r = tDi.fma(minusSinThird, tMr);
          FloatVector b2i = tDr.fma(sinThird, tMi);
          FloatVector y0r = a0r.add(b0r);
          FloatVector y0i = a0i.add(b0i);
          FloatVector y3r = a0r.sub(b0r);
          FloatVector y3i = a0i.sub(b0i);
          FloatVector y4r = a1r.add(b1r);
          FloatVector y4i = a1i.add(b1i);
          FloatVector y1r = a1r.sub(b1r);
          FloatVector y1i = a1i.sub(b1i);
          FloatVector y2r = a2r.add(b2r);
          FloatVector y2i = a2i.add(b2i);
          FloatVector y5r = a2r.sub(b2r);
          FloatVector y5i = a2i.sub(b2i);
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
          }
        }
      }
    }
  }
}
