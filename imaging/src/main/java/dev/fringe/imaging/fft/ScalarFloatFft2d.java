package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;

/** Two-dimensional transform in plain Java. */
final class ScalarFloatFft2d extends FloatFft2d {

  private static final int BLOCK_COLUMNS = 16;
  private static final int BLOCK_ROWS = 16;

  private final ScalarFloatStages rowStages;
  private final ScalarFloatStages columnStages;

  ScalarFloatFft2d(int rows, int columns) {
    super(rows, columns);
    this.rowStages = new ScalarFloatStages(columns);
    this.columnStages = rows == columns ? rowStages : new ScalarFloatStages(rows);
  }

  @Override
  void forwardRows(float[] re, float[] im, int fromRow, int toRow, Workers workers) {
    int blocks = (toRow - fromRow + BLOCK_ROWS - 1) / BLOCK_ROWS;
    workers.forEach(
        blocks,
        block -> {
          float[] workRe = new float[columns()];
          float[] workIm = new float[columns()];
          int from = fromRow + block * BLOCK_ROWS;
          int to = Math.min(toRow, from + BLOCK_ROWS);
          for (int row = from; row < to; row++) {
            rowStages.forward(re, im, row * stride(), workRe, workIm, 1);
          }
        });
  }

  @Override
  void forwardColumns(float[] re, float[] im, int fromColumn, int toColumn, Workers workers) {
    int blocks = (toColumn - fromColumn + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
    workers.forEach(
        blocks,
        block -> {
          int from = fromColumn + block * BLOCK_COLUMNS;
          forwardColumnBlock(re, im, from, Math.min(BLOCK_COLUMNS, toColumn - from));
        });
  }

  private void forwardColumnBlock(float[] re, float[] im, int from, int count) {
    float[] blockRe = new float[rows() * count];
    float[] blockIm = new float[rows() * count];
    float[] workRe = new float[rows() * count];
    float[] workIm = new float[rows() * count];
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(re, row * stride() + from, blockRe, row * count, count);
      System.arraycopy(im, row * stride() + from, blockIm, row * count, count);
    }
    columnStages.forward(blockRe, blockIm, 0, workRe, workIm, count);
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(blockRe, row * count, re, row * stride() + from, count);
      System.arraycopy(blockIm, row * count, im, row * stride() + from, count);
    }
  }
}
