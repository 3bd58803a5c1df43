package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.Objects;

/**
 * A two-dimensional Fourier transform of one shape, in place, not normalised. Immutable: any number
 * of threads may use one instance at once, each on data of its own.
 *
 * <p>Data are split into real and imaginary arrays; the value at (row, column) stands at {@code row
 * * stride() + column} of each. What stands between {@code columns()} and {@code stride()} is
 * neither read nor written.
 */
public abstract class FloatFft2d {

  private final int rows;
  private final int columns;
  private final int stride;

  FloatFft2d(int rows, int columns) {
    this.rows = FastSizes.checked(rows);
    this.columns = FastSizes.checked(columns);
    this.stride = paddedStride(columns);
    Math.multiplyExact(rows, stride);
  }

  /**
   * @param rows size down the columns, 2^a·3^b·5^c
   * @param columns size along the rows, likewise
   * @throws IllegalArgumentException if a size has another prime factor; names it and the next good
   *     size
   */
  public static FloatFft2d of(int rows, int columns) {
    return of(rows, columns, Simd.best());
  }

  /** As {@link #of(int, int)}, carried out in the given form. */
  public static FloatFft2d of(int rows, int columns, Simd simd) {
    return switch (simd) {
      case SCALAR -> new ScalarFloatFft2d(rows, columns);
      case VECTOR -> new VectorFloatFft2d(rows, columns);
    };
  }

  public final int rows() {
    return rows;
  }

  public final int columns() {
    return columns;
  }

  /**
   * Distance of one row from the next: at least 16 more than the columns, so that vectors may reach
   * past them, and such that columns do not alias in the caches.
   */
  public final int stride() {
    return stride;
  }

  /** Length that each of the two arrays must have at least. */
  public final int length() {
    return rows * stride;
  }

  /** Transforms all rows, then all columns. */
  public final void transform(float[] re, float[] im, Direction direction, Workers workers) {
    transformRows(re, im, 0, rows, direction, workers);
    transformColumns(re, im, 0, columns, direction, workers);
  }

  /** Transforms each row in {@code [fromRow, toRow)} and leaves the others alone. */
  public final void transformRows(
      float[] re, float[] im, int fromRow, int toRow, Direction direction, Workers workers) {
    Objects.checkFromToIndex(fromRow, toRow, rows);
    checkLength(re);
    checkLength(im);
    switch (direction) {
      case FORWARD -> forwardRows(re, im, fromRow, toRow, workers);
      // Swapping the real and the imaginary part conjugates the transform.
      case INVERSE -> forwardRows(im, re, fromRow, toRow, workers);
    }
  }

  /** Transforms each column in {@code [fromColumn, toColumn)} and leaves the others alone. */
  public final void transformColumns(
      float[] re, float[] im, int fromColumn, int toColumn, Direction direction, Workers workers) {
    Objects.checkFromToIndex(fromColumn, toColumn, columns);
    checkLength(re);
    checkLength(im);
    switch (direction) {
      case FORWARD -> forwardColumns(re, im, fromColumn, toColumn, workers);
      case INVERSE -> forwardColumns(im, re, fromColumn, toColumn, workers);
    }
  }

  abstract void forwardRows(float[] re, float[] im, int fromRow, int toRow, Workers workers);

  abstract void forwardColumns(
      float[] re, float[] im, int fromColumn, int toColumn, Workers workers);

  private void checkLength(float[] data) {
    if (data.length < length()) {
      throw new IllegalArgumentException(
          "an array of "
              + data.length
              + " values is too short for "
              + rows
              + " rows of stride "
              + stride
              + ", which take "
              + length());
    }
  }

  /** An odd number of cache lines, so that successive rows fall into different cache sets. */
  private static int paddedStride(int columns) {
    int lines = (columns + 15) / 16 + 1;
    return 16 * (lines % 2 == 0 ? lines + 1 : lines);
  }
}
