package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Butterflies of 2 points, computed directly; see {@link FloatButterfly} for the layout. */
final class FloatRadix2 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatRadix2() {}

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
    int s = stage.s();
    int step = s * stage.m() * xs;
    int out = s * ys;
    float[] w = stage.twiddles();
    boolean twiddled = stage.twiddled();
    int wb = stage.twiddleStepB();
    for (int p = 0; p < stage.m(); p++) {
      for (int q = 0; q < s; q++) {
        int i0 = x + (q + s * p) * xs;
        int o0 = y + (q + s * 2 * p) * ys;
        int t = w0 + p * stage.twiddleStepP() + q * stage.twiddleStepQ();
        int end = i0 + vectors * LANES;
        // Written with != so that the JIT makes no counted loop of it, whose many range checks it
        // would prepare anew for each of these one to four rounds.
        for (int i = i0, o = o0; i != end; i += LANES, o += LANES) {
          FloatVector x0r = FloatVector.fromArray(SPECIES, xr, i);
          FloatVector x0i = FloatVector.fromArray(SPECIES, xi, i);
          FloatVector x1r = FloatVector.fromArray(SPECIES, xr, i + step);
          FloatVector x1i = FloatVector.fromArray(SPECIES, xi, i + step);
          FloatVector y0r = x0r.add(x1r);
          FloatVector y0i = x0i.add(x1i);
          FloatVector y1r = x0r.sub(x1r);
          FloatVector y1i = x0i.sub(x1i);
          if (twiddled) {
            FloatVector c0w = FloatVector.broadcast(SPECIES, w[t]);
            y0i.fma(FloatVector.broadcast(SPECIES, w[t + 2]), y0r.mul(c0w)).intoArray(yr, o);
            y0r.fma(FloatVector.broadcast(SPECIES, w[t + 1]), y0i.mul(c0w)).intoArray(yi, o);
            FloatVector c1w = FloatVector.broadcast(SPECIES, w[t + wb]);
            y1i.fma(FloatVector.broadcast(SPECIES, w[t + wb + 2]), y1r.mul(c1w))
                .intoArray(yr, o + out);
            y1r.fma(FloatVector.broadcast(SPECIES, w[t + wb + 1]), y1i.mul(c1w))
                .intoArray(yi, o + out);
          } else {
            y0r.intoArray(yr, o);
            y0i.intoArray(yi, o);
            y1r.intoArray(yr, o + out);
            y1i.intoArray(yi, o + out);
          }
        }
      }
    }
  }
}
