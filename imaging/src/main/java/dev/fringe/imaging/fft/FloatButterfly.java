package dev.fringe.imaging.fft;

/**
 * Runs stages over rows of whole vectors: row k of the input stands at {@code x + k * xs}, of the
 * output at {@code y + k * ys}, and every lane is a transform of its own.
 *
 * <p>Each radix has a class of its own without helper methods: the JIT stops inlining helpers after
 * some twenty vector operations, and boxes what it passes to them; and it gives up on methods of
 * more than about 2000 bytecodes of vector operations, which is why there is no larger radix.
 */
final class FloatButterfly {

  private FloatButterfly() {}

  /**
   * One stage.
   *
   * @param w0 where the stage's twiddles begin
   * @param vectors how many neighbouring vectors a row has
   */
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
    switch (stage.radix()) {
      case 2 -> FloatRadix2.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      case 3 -> FloatRadix3.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      case 4 -> FloatRadix4.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      case 5 -> FloatRadix5.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      case 6 -> FloatRadix6.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      case 8 -> FloatRadix8.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      case 9 -> FloatRadix9.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      default -> FloatRadix10.run(stage, xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
    }
  }

  /**
   * A whole transform, stage after stage; input and output may be the same rows.
   *
   * @param scratchRe room for {@code 2 · points · vectors} vectors, as {@code scratchIm}
   * @param w0 where the twiddles of the last stage begin
   */
  static void runAll(
      FloatStage[] stages,
      int points,
      float[] xr,
      float[] xi,
      int x,
      int xs,
      float[] yr,
      float[] yi,
      int y,
      int ys,
      int w0,
      int vectors,
      float[] scratchRe,
      float[] scratchIm) {
    int last = stages.length - 1;
    if (last == 0) {
      run(stages[0], xr, xi, x, xs, yr, yi, y, ys, w0, vectors);
      return;
    }
    int width = vectors * FloatLadder.LANES;
    int here = 0;
    int there = points * width;
    run(stages[0], xr, xi, x, xs, scratchRe, scratchIm, here, width, 0, vectors);
    for (int i = 1; i < last; i++) {
      run(
          stages[i], scratchRe, scratchIm, here, width, scratchRe, scratchIm, there, width, 0,
          vectors);
      int swap = here;
      here = there;
      there = swap;
    }
    run(stages[last], scratchRe, scratchIm, here, width, yr, yi, y, ys, w0, vectors);
  }
}
