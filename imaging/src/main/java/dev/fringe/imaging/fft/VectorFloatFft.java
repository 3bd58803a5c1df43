package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;
import java.util.List;

/**
 * One-dimensional transform on the Vector API: n = rows · columns points laid out as a plane, its
 * columns transformed, turned by exp(-2πi jk/n), its rows transformed, and read out by columns
 * (Bailey 1990).
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class VectorFloatFft extends FloatFft {

  /** Below this the plane has too few rows or columns to fill vectors. */
  static final int SMALLEST = 1024;

  private record Plane(float[] re, float[] im) {}

  private final int rows;
  private final int columns;
  private final int stride;
  private final FloatColumns columnPass;
  private final FloatRows rowPass;
  private final float[] cos;
  private final float[] sin;
  private final Pool<Plane> planes;

  VectorFloatFft(int size) {
    super(size);
    List<Integer> half = Radices.half(Radices.of(size));
    rows = Radices.product(half);
    columns = size / rows;
    stride = columns + 16;
    columnPass = new FloatColumns(new FloatLadder(rows), stride);
    rowPass = new FloatRows(new FloatLadder(columns), stride);
    cos = new float[size];
    sin = new float[size];
    for (int k = 0; k < rows; k++) {
      for (int j = 0; j < columns; j++) {
        cos[k * columns + j] = (float) Roots.cos((long) j * k, size);
        sin[k * columns + j] = (float) -Roots.sin((long) j * k, size);
      }
    }
    planes = new Pool<>(() -> new Plane(new float[rows * stride], new float[rows * stride]));
  }

  @Override
  public void transform(float[] re, float[] im, int offset, Direction direction) {
    Plane plane = planes.take();
    switch (direction) {
      case FORWARD -> forward(re, im, offset, plane.re, plane.im);
      case INVERSE -> forward(im, re, offset, plane.re, plane.im);
    }
    planes.giveBack(plane);
  }

  private void forward(float[] re, float[] im, int offset, float[] planeRe, float[] planeIm) {
    Workers single = Workers.single();
    for (int row = 0; row < rows; row++) {
      System.arraycopy(re, offset + row * columns, planeRe, row * stride, columns);
      System.arraycopy(im, offset + row * columns, planeIm, row * stride, columns);
    }
    columnPass.forward(planeRe, planeIm, 0, columns, single);
    for (int row = 1; row < rows; row++) {
      turn(planeRe, planeIm, row * stride, row * columns);
    }
    rowPass.forward(planeRe, planeIm, 0, rows, single);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        re[offset + column * rows + row] = planeRe[row * stride + column];
        im[offset + column * rows + row] = planeIm[row * stride + column];
      }
    }
  }

  private void turn(float[] re, float[] im, int at, int twiddle) {
    for (int i = 0; i < columns; i++) {
      float real = re[at + i] * cos[twiddle + i] - im[at + i] * sin[twiddle + i];
      im[at + i] = re[at + i] * sin[twiddle + i] + im[at + i] * cos[twiddle + i];
      re[at + i] = real;
    }
  }
}
