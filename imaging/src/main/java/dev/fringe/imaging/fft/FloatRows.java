package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;

/** Transforms rows of a plane, as many at a time as a vector has lanes. */
final class FloatRows {

  private static final int LANES = FloatLadder.LANES;

  private final FloatLadder ladder;
  private final int stride;
  private final Pool<FloatScratch> pool;

  FloatRows(FloatLadder ladder, int stride) {
    this.ladder = ladder;
    this.stride = stride;
    int tiles =
        ladder.oneStep()
            ? (ladder.points + LANES - 1) / LANES
            : Math.max(ladder.firstPoints, ladder.secondPoints);
    this.pool = new Pool<>(() -> ladder.scratch(1, tiles * FloatTile.STRIDE));
  }

  void forward(float[] re, float[] im, int from, int to, Workers workers) {
    workers.forEach(
        (to - from + LANES - 1) / LANES,
        block -> {
          int row = from + block * LANES;
          FloatScratch scratch = pool.take();
          block(re, im, row * stride, Math.min(LANES, to - row), scratch);
          pool.giveBack(scratch);
        });
  }

  /** Transforms {@code rows} rows, the first of which begins at {@code at}. */
  private void block(float[] re, float[] im, int at, int rows, FloatScratch s) {
    if (ladder.oneStep()) {
      for (int c = 0; c < ladder.points; c += LANES) {
        in(re, im, at, c, rows, Math.min(LANES, ladder.points - c), s, c * LANES);
      }
      ladder.run(s.tileRe, s.tileIm, 0, LANES, s.tileRe, s.tileIm, 0, LANES, 1, s);
      for (int c = 0; c < ladder.points; c += LANES) {
        out(re, im, at, c, rows, Math.min(LANES, ladder.points - c), s, c * LANES);
      }
      return;
    }
    s.touched = touch(re, at, rows) + touch(im, at, rows);
    int first = ladder.firstPoints;
    int second = ladder.secondPoints;
    for (int j = 0; j < second; j += LANES) {
      int width = Math.min(LANES, second - j);
      for (int k = 0; k < first; k++) {
        in(re, im, at, j + k * second, rows, width, s, k * FloatTile.STRIDE);
      }
      for (int c = 0; c < width; c++) {
        ladder.first(j + c, s.tileRe, s.tileIm, c * LANES, FloatTile.STRIDE, 1, s);
      }
    }
    // Backwards: what a tile of fewer columns than lanes writes behind them is overwritten later.
    for (int k = (first - 1) / LANES * LANES; k >= 0; k -= LANES) {
      int width = Math.min(LANES, first - k);
      for (int c = 0; c < width; c++) {
        ladder.second(k + c, s.tileRe, s.tileIm, c * LANES, FloatTile.STRIDE, 1, s);
      }
      for (int j = 0; j < second; j++) {
        out(re, im, at, k + j * first, rows, width, s, j * FloatTile.STRIDE);
      }
    }
  }

  /**
   * Reads a value of each cache line, row after row: memory delivers a quarter faster in this order
   * than in the scattered one of the tiles, which then find the rows in the cache.
   */
  private float touch(float[] x, int at, int rows) {
    float sum = 0;
    for (int row = 0; row < rows; row++) {
      int from = at + row * stride;
      for (int i = from; i < from + ladder.points; i += 64 / Float.BYTES) {
        sum += x[i];
      }
    }
    return sum;
  }

  /**
   * Reads a tile of {@code columns} columns from {@code column} on, and whatever is behind them
   * where the row is long enough.
   */
  private void in(
      float[] re, float[] im, int at, int column, int rows, int columns, FloatScratch s, int tile) {
    if (rows == LANES && column + LANES <= ladder.points) {
      FloatTile.in(re, at + column, stride, s.tileRe, tile);
      FloatTile.in(im, at + column, stride, s.tileIm, tile);
    } else {
      FloatTile.in(re, at + column, stride, rows, columns, s.tileRe, tile);
      FloatTile.in(im, at + column, stride, rows, columns, s.tileIm, tile);
    }
  }

  /** The inverse of {@link #in}; spoils what is behind the columns where the row is long enough. */
  private void out(
      float[] re, float[] im, int at, int column, int rows, int columns, FloatScratch s, int tile) {
    if (rows == LANES && column + LANES <= ladder.points) {
      FloatTile.out(s.tileRe, tile, re, at + column, stride);
      FloatTile.out(s.tileIm, tile, im, at + column, stride);
    } else {
      FloatTile.out(s.tileRe, tile, re, at + column, stride, rows, columns);
      FloatTile.out(s.tileIm, tile, im, at + column, stride, rows, columns);
    }
  }
}
