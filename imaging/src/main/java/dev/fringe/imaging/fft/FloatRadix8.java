package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Butterflies of 8 points, computed as two transforms of 4 points; see {@link FloatButterfly} for
 * the layout.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatRadix8 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final float MINUS_SQRT_HALF = (float) -0.7071067811865476;
  private static final float SQRT_HALF = (float) 0.7071067811865476;

  private FloatRadix8() {}

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
    FloatVector minusSqrtHalf = FloatVector.broadcast(SPECIES, MINUS_SQRT_HALF);
    FloatVector sqrtHalf = FloatVector.broadcast(SPECIES, SQRT_HALF);
    int s = stage.s();
    int step = s * stage.m() * xs;
    int out = s * ys;
    float[] w = stage.twiddles();
    boolean twiddled = stage.twiddled();
    int wb = stage.twiddleStepB();
    for (int p = 0; p < stage.m(); p++) {
      for (int q = 0; q < s; q++) {
        int i0 = x + (q + s * p) * xs;
        int o0 = y + (q + s * 8 * p) * ys;
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
          FloatVector sAr = x0r.add(x4r);
          FloatVector sAi = x0i.add(x4i);
          FloatVector sBr = x0r.sub(x4r);
          FloatVector sBi = x0i.sub(x4i);
          FloatVector sCr = x2r.add(x6r);
          FloatVector sCi = x2i.add(x6i);
          FloatVector sDr = x2r.sub(x6r);
          FloatVector sDi = x2i.sub(x6i);
          FloatVector a0r = sAr.add(sCr);
          FloatVector a0i = sAi.add(sCi);
          FloatVector a2r = sAr.sub(sCr);
          FloatVector a2i = sAi.sub(sCi);
          FloatVector a1r = sBr.add(sDi);
          FloatVector a1i = sBi.sub(sDr);
          FloatVector a3r = sBr.sub(sDi);
          FloatVector a3i = sBi.add(sDr);
          FloatVector tAr = x1r.add(x5r);
          FloatVector tAi = x1i.add(x5i);
          FloatVector tBr = x1r.sub(x5r);
          FloatVector tBi = x1i.sub(x5i);
          FloatVector tCr = x3r.add(x7r);
          FloatVector tCi = x3i.add(x7i);
          FloatVector tDr = x3r.sub(x7r);
          FloatVector tDi = x3i.sub(x7i);
          FloatVector b0r = tAr.add(tCr);
          FloatVector b0i = tAi.add(tCi);
          FloatVector b2r = tAr.sub(tCr);
          FloatVector b2i = tAi.sub(tCi);
          FloatVector b1r = tBr.add(tDi);
          FloatVector b1i = tBi.sub(tDr);
          FloatVector b3r = tBr.sub(tDi);
          FloatVector b3i = tBi.add(tDr);
          FloatVector y0r = a0r.add(b0r);
          FloatVector y0i = a0i.add(b0i);
          FloatVector y4r = a0r.sub(b0r);
          FloatVector y4i = a0i.sub(b0i);
          FloatVector c1r = b1r.add(b1i);
          FloatVector c1i = b1i.sub(b1r);
          FloatVector c3r = b3i.sub(b3r);
          FloatVector c3i = b3r.add(b3i);
          FloatVector y1r = c1r.fma(sqrtHalf, a1r);
          FloatVector y5r = c1r.fma(minusSqrtHalf, a1r);
          FloatVector y1i = c1i.fma(sqrtHalf, a1i);
          FloatVector y5i = c1i.fma(minusSqrtHalf, a1i);
          FloatVector y2r = a2r.add(b2i);
          FloatVector y2i = a2i.sub(b2r);
          FloatVector y6r = a2r.sub(b2i);
          FloatVector y6i = a2i.add(b2r);
          FloatVector y3r = c3r.fma(sqrtHalf, a3r);
          FloatVector y7r = c3r.fma(minusSqrtHalf, a3r);
          FloatVector y3i = c3i.fma(minusSqrtHalf, a3i);
          FloatVector y7i = c3i.fma(sqrtHalf, a3i);
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
          }
        }
      }
    }
  }
}
