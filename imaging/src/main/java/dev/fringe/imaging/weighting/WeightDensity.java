package dev.fringe.imaging.weighting;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The sum of the statistical weights in each cell of the uv plane.
 *
 * <p>A cell is 1 / (width · cellL) by 1 / (height · cellM) wavelengths, centred on whole multiples
 * of that. Samples are folded by their Hermitian symmetry into v &gt;= 0 (and, in the row of v = 0,
 * into u &gt;= 0). Only the rectangle that holds samples is kept, so narrow coverage costs little;
 * it grows as samples come in, as far as the sampling limit of the image, 1 / (2 · cell). Samples
 * beyond that are finer than the pixels: they are counted and otherwise left out.
 *
 * <p>Not safe for use by several threads; give each its own and {@link #merge} them.
 */
public final class WeightDensity implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double GROWTH = 1.25;

  private final UvCells grid;
  private int halfColumns;
  private int rows;
  private float[] cells;
  private double sumOfWeights;
  private long samples;
  private long samplesBeyond;

  private WeightDensity(UvCells grid, int halfColumns, int rows, float[] cells) {
    this.grid = grid;
    this.halfColumns = halfColumns;
    this.rows = rows;
    this.cells = cells;
  }

  /** A density without samples, for images of this geometry. */
  public static WeightDensity empty(ImageGeometry geometry) {
    return new WeightDensity(UvCells.of(geometry), 0, 1, new float[1]);
  }

  /**
   * A density whose cells were stored elsewhere; the array is wrapped without copying.
   *
   * @param halfColumns columns on either side of u = 0
   * @param rows rows from v = 0 upwards
   * @param cells {@code rows * (2 * halfColumns + 1)} sums of weights
   */
  public static WeightDensity ofCells(
      ImageGeometry geometry, int halfColumns, int rows, float[] cells) {
    UvCells grid = UvCells.of(geometry);
    if (halfColumns > grid.limitU()
        || rows > grid.limitV() + 1
        || cells.length != rows * (2 * halfColumns + 1)) {
      throw new IllegalArgumentException(
          cells.length
              + " cells are not "
              + rows
              + " rows of 2 x "
              + halfColumns
              + " + 1 columns within the limits of "
              + geometry);
    }
    WeightDensity density = new WeightDensity(grid, halfColumns, rows, cells);
    for (float cell : cells) {
      density.sumOfWeights += cell;
    }
    return density;
  }

  /** Adds the weights of every sample that is not flagged. */
  public void add(SampleBlock block) {
    double[] frequencies = block.frequenciesHz();
    int channels = frequencies.length;
    float[] weight = block.weight();
    double highest = Arrays.stream(frequencies).max().orElse(0);
    for (int row = 0; row < block.rows(); row++) {
      double u = grid.uCellsPerHz(block.uMetres()[row]);
      double v = grid.vCellsPerHz(block.vMetres()[row]);
      boolean west = (u < 0) != (v < 0);
      u = Math.abs(u);
      v = Math.abs(v);
      reserve(UvCells.nearest(u * highest), UvCells.nearest(v * highest));
      int stride = 2 * halfColumns + 1;
      for (int channel = 0, at = row * channels; channel < channels; channel++, at++) {
        float w = weight[at];
        if (!(w > 0)) {
          continue;
        }
        int column = UvCells.nearest(u * frequencies[channel]);
        int line = UvCells.nearest(v * frequencies[channel]);
        if (column > grid.limitU() || line > grid.limitV()) {
          samplesBeyond++;
          continue;
        }
        int signed = west && line > 0 ? -column : column;
        cells[line * stride + halfColumns + signed] += w;
        sumOfWeights += w;
        samples++;
      }
    }
  }

  /** Adds another part of the same data. */
  public void merge(WeightDensity other) {
    if (!grid.equals(other.grid)) {
      throw new IllegalArgumentException(
          "densities of different images cannot be merged: " + grid + " and " + other.grid);
    }
    resize(Math.max(halfColumns, other.halfColumns), Math.max(rows, other.rows));
    int stride = 2 * halfColumns + 1;
    int otherStride = 2 * other.halfColumns + 1;
    for (int row = 0; row < other.rows; row++) {
      int to = row * stride + halfColumns - other.halfColumns;
      int from = row * otherStride;
      for (int column = 0; column < otherStride; column++) {
        cells[to + column] += other.cells[from + column];
      }
    }
    sumOfWeights += other.sumOfWeights;
    samples += other.samples;
    samplesBeyond += other.samplesBeyond;
  }

  private void reserve(int column, int row) {
    int needColumns = Math.min(column, grid.limitU());
    int needRows = Math.min(row, grid.limitV()) + 1;
    if (needColumns > halfColumns || needRows > rows) {
      resize(
          grown(needColumns, halfColumns, grid.limitU()), grown(needRows, rows, grid.limitV() + 1));
    }
  }

  private static int grown(int need, int have, int limit) {
    return need <= have ? have : Math.min(limit, (int) (need * GROWTH) + 1);
  }

  private void resize(int newHalfColumns, int newRows) {
    if (newHalfColumns == halfColumns && newRows == rows) {
      return;
    }
    int stride = 2 * halfColumns + 1;
    int newStride = 2 * newHalfColumns + 1;
    float[] larger = new float[Math.multiplyExact(newRows, newStride)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          cells, row * stride, larger, row * newStride + newHalfColumns - halfColumns, stride);
    }
    halfColumns = newHalfColumns;
    rows = newRows;
    cells = larger;
  }

  /**
   * The cells themselves, not a copy: {@code cells()[row * (2 * halfColumns() + 1) + halfColumns()
   * + column]} for v = row, u = column cells.
   */
  public float[] cells() {
    return cells;
  }

  /** Columns on either side of u = 0. */
  public int halfColumns() {
    return halfColumns;
  }

  /** Rows from v = 0 upwards. */
  public int rows() {
    return rows;
  }

  public double sumOfWeights() {
    return sumOfWeights;
  }

  /** Samples added, those beyond the sampling limit not counted; 0 for stored cells. */
  public long samples() {
    return samples;
  }

  /** Samples left out because they are finer than the image's pixels can show. */
  public long samplesBeyond() {
    return samplesBeyond;
  }

  /** Mean weight of a cell as the samples see it: the sum of the cells' squares over their sum. */
  public double meanCellWeight() {
    double squares = 0;
    double sum = 0;
    for (float cell : cells) {
      squares += (double) cell * cell;
      sum += cell;
    }
    return sum > 0 ? squares / sum : 0;
  }

  UvCells grid() {
    return grid;
  }
}
