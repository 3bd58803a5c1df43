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

  /** Place of each cell of a tile, so that no division is needed. */
  private final int[] offsets;

  FloatTileBuffer(GriddingPlan plan, int images) {
    tileU = plan.tileU();
    tileV = plan.tileV();
    tileRows = plan.tileRows();
    tileColumns = plan.tileColumns();
    int support = plan.kernel().support();
    columns = tileU + support - 1;
    rows = tileV + support - 1;
    // Vector kernels write whole vectors, of which what lies past the support is 0.
    stride = 2 * (tileU + (support <= 8 ? 8 : 16));
    planeSize = rows * stride;
    values = new float[images][planeSize * plan.planeSupport() + 64];
    offsets = new int[tileU * tileV];
    for (int cell = 0; cell < offsets.length; cell++) {
      offsets[cell] = cell / tileU * stride + cell % tileU * 2;
    }
  }

  /** Index of a cell's real part in the first plane. */
  int offset(int cell) {
    return offsets[cell];
  }

  /** Adds one plane of the buffer to a plane of the grid, and clears it. */
  void flush(int image, int bufferPlane, int tileRow, int tileColumn, FloatPlane plane) {
    final float[] from = values[image];
    int right = tileColumn + 1 == tileColumns ? 0 : tileColumn + 1;
    for (int row = 0; row < rows; row++) {
      int line = row < tileV ? tileRow : tileRow + 1 == tileRows ? 0 : tileRow + 1;
      int lineRow = row < tileV ? row : row - tileV;
      int at = bufferPlane * planeSize + row * stride;
      add(from, at, 2 * tileU, plane.tile(line * tileColumns + tileColumn), lineRow);
      add(
          from,
          at + 2 * tileU,
          2 * (columns - tileU),
          plane.tile(line * tileColumns + right),
          lineRow);
    }
    Arrays.fill(from, bufferPlane * planeSize, (bufferPlane + 1) * planeSize, 0);
  }

  private void add(float[] from, int at, int count, float[] tile, int row) {
    int to = row * 2 * tileU;
    for (int i = 0; i < count; i++) {
      tile[to + i] += from[at + i];
    }
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
