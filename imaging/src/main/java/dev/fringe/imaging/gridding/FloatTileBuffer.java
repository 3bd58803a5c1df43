package dev.fringe.imaging.gridding;

import java.util.Arrays;

/**
 * The cells that samples of one bucket touch: a tile and its margin to the right and below, in all
 * planes under the kernel, real and imaginary parts side by side. Small enough for a core's own
 * cache.
 */
final class FloatTileBuffer {

  final int stride;
  final int rows;
  final int planeSize;

  /** One array for each image. */
  final float[][] values;

  private final int tileU;
  private final int tileV;
  private final int tileRows;
  private final int tileColumns;
  private final int columns;
  private final int support;

  // Where samples of the tile at hand begin: rows [firstRow, lastRow], columns up to lastColumn.
  private int firstRow = Integer.MAX_VALUE;
  private int lastRow = -1;
  private int lastColumn;

  /** Place of each cell of a tile, so that no division is needed. */
  private final int[] offsets;

  private final int[] rowOf;

  FloatTileBuffer(GriddingPlan plan, int images) {
    tileU = plan.tileU();
    tileV = plan.tileV();
    tileRows = plan.tileRows();
    tileColumns = plan.tileColumns();
    support = plan.kernel().support();
    columns = tileU + support - 1;
    rows = tileV + support - 1;
    // Vector kernels write whole vectors, of which what lies past the support is 0.
    stride = 2 * (tileU + (support <= 8 ? 8 : 16));
    planeSize = rows * stride;
    values = new float[images][planeSize * plan.planeSupport() + 64];
    offsets = new int[tileU * tileV];
    rowOf = new int[offsets.length];
    for (int cell = 0; cell < offsets.length; cell++) {
      rowOf[cell] = cell / tileU;
      offsets[cell] = cell / tileU * stride + cell % tileU * 2;
    }
  }

  /** Index of a cell's real part in the first plane. */
  int offset(int cell) {
    return offsets[cell];
  }

  /** Notes which rows and columns a batch of samples touches. */
  void touch(FloatBatch batch) {
    for (int run = 0; run < batch.runs; run++) {
      int cell = batch.cells[batch.runStarts[run]];
      int row = rowOf[cell];
      firstRow = Math.min(firstRow, row);
      lastRow = Math.max(lastRow, row);
      lastColumn = Math.max(lastColumn, cell - row * tileU);
    }
  }

  /** Forgets what {@link #touch} noted, when all planes were flushed. */
  void untouch() {
    firstRow = Integer.MAX_VALUE;
    lastRow = -1;
    lastColumn = 0;
  }

  /** Adds what was touched in one plane of the buffer to a plane of the grid, and clears it. */
  void flush(
      FloatTileKernel kernel,
      int image,
      int bufferPlane,
      int tileRow,
      int tileColumn,
      FloatPlane plane) {
    final float[] from = values[image];
    int right = tileColumn + 1 == tileColumns ? 0 : tileColumn + 1;
    int below = tileRow + 1 == tileRows ? 0 : tileRow + 1;
    int end = lastRow + support;
    int width = Math.min(lastColumn + support, columns);
    int start = bufferPlane * planeSize;
    for (int half = 0; half < 2; half++) {
      int fromRow = half == 0 ? firstRow : Math.max(firstRow, tileV);
      int toRow = half == 0 ? Math.min(end, tileV) : end;
      if (fromRow >= toRow) {
        continue;
      }
      int line = (half == 0 ? tileRow : below) * tileColumns;
      int shift = half * tileV;
      float[] own = plane.tile(line + tileColumn);
      for (int row = fromRow; row < toRow; row++) {
        kernel.add(from, start + row * stride, 2 * tileU, own, (row - shift) * 2 * tileU);
      }
      if (width > tileU) {
        float[] next = plane.tile(line + right);
        int count = 2 * (width - tileU);
        for (int row = fromRow; row < toRow; row++) {
          kernel.add(
              from, start + row * stride + 2 * tileU, count, next, (row - shift) * 2 * tileU);
        }
      }
    }
    Arrays.fill(from, start + firstRow * stride, start + end * stride, 0);
  }

  /** Fills one plane of the buffer from a plane of the grid. */
  void fill(int image, int bufferPlane, int tileRow, int tileColumn, FloatPlane plane) {
    final float[] to = values[image];
    int right = tileColumn + 1 == tileColumns ? 0 : tileColumn + 1;
    for (int row = 0; row < rows; row++) {
      int line = row < tileV ? tileRow : tileRow + 1 == tileRows ? 0 : tileRow + 1;
      int lineRow = row < tileV ? row : row - tileV;
      int at = bufferPlane * planeSize + row * stride;
      int from = lineRow * 2 * tileU;
      System.arraycopy(plane.tile(line * tileColumns + tileColumn), from, to, at, 2 * tileU);
      System.arraycopy(
          plane.tile(line * tileColumns + right), from, to, at + 2 * tileU, 2 * (columns - tileU));
    }
  }
}
