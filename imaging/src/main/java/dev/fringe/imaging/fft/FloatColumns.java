package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;

/** Transforms columns of a plane, one to each vector lane. */
final class FloatColumns {

  private static final int LANES = FloatLadder.LANES;

  /**
   * Neighbouring vectors that one thread takes at a time: as many bytes of each row as the memory
   * fetches well together.
   */
  private static final int BLOCK_VECTORS = 4;

  private final FloatLadder ladder;
  private final int stride;
  private final Pool<FloatScratch> pool;

  FloatColumns(FloatLadder ladder, int stride) {
    this.ladder = ladder;
    this.stride = stride;
    this.pool = new Pool<>(() -> ladder.scratch(BLOCK_VECTORS, ladder.points * LANES));
  }

  void forward(float[] re, float[] im, int from, int to, Workers workers) {
    int width = BLOCK_VECTORS * LANES;
    workers.forEach(
        (to - from + width - 1) / width,
        block -> {
          int start = from + block * width;
          FloatScratch scratch = pool.take();
          block(re, im, start, Math.min(to, start + width), scratch);
          pool.giveBack(scratch);
        });
  }

  private void block(float[] re, float[] im, int from, int to, FloatScratch scratch) {
    int vectors = (to - from) / LANES;
    if (vectors > 0) {
      whole(re, im, from, stride, vectors, scratch);
    }
    int rest = from + vectors * LANES;
    if (rest < to) {
      copy(re, rest, stride, scratch.tileRe, 0, LANES, to - rest);
      copy(im, rest, stride, scratch.tileIm, 0, LANES, to - rest);
      whole(scratch.tileRe, scratch.tileIm, 0, LANES, 1, scratch);
      copy(scratch.tileRe, 0, LANES, re, rest, stride, to - rest);
      copy(scratch.tileIm, 0, LANES, im, rest, stride, to - rest);
    }
  }

  private void whole(
      float[] re, float[] im, int from, int rowStride, int vectors, FloatScratch scratch) {
    if (ladder.oneStep()) {
      ladder.run(re, im, from, rowStride, re, im, from, rowStride, vectors, scratch);
      return;
    }
    int firstStep = ladder.secondPoints * rowStride;
    for (int j = 0; j < ladder.secondPoints; j++) {
      ladder.first(j, re, im, from + j * rowStride, firstStep, vectors, scratch);
    }
    int secondStep = ladder.firstPoints * rowStride;
    for (int k = 0; k < ladder.firstPoints; k++) {
      ladder.second(k, re, im, from + k * rowStride, secondStep, vectors, scratch);
    }
  }

  private void copy(float[] x, int from, int xs, float[] y, int to, int ys, int count) {
    for (int row = 0; row < ladder.points; row++) {
      System.arraycopy(x, from + row * xs, y, to + row * ys, count);
    }
  }
}
