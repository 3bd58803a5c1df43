package dev.fringe.imaging.fft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.parallel.Workers;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Fft2dTest {

  private static final int[][] SHAPES = {
    {1, 1},
    {1, 16},
    {16, 1},
    {2, 3},
    {5, 4},
    {16, 16},
    {17 - 1, 20},
    {27, 25},
    {64, 36},
    {15, 128},
    {100, 81},
    {128, 64},
    {60, 270},
    {162, 50},
    {243, 6},
    {12, 625},
    {256, 192}
  };

  private static final int[] LENGTHS = {
    1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 48, 50, 54, 60,
    64, 72, 75, 80, 81, 90, 96, 100, 108, 120, 125, 128, 135, 144, 150, 160, 162, 180, 192, 200,
    216, 225, 240, 243, 250, 256, 270, 288, 300, 320, 360, 375, 384, 400, 405, 432, 450, 480, 486,
    500, 512, 540, 576, 600, 625, 640, 648, 729, 768, 810, 900, 960, 972, 1000, 1024, 1125, 1215,
    1280, 1536, 1875, 2000, 2187, 2304, 2430, 2500, 2560, 3072, 3125, 4096
  };

  @ParameterizedTest
  @EnumSource
  void agreesWithTheDefinition(Fft2dUnderTest.Kind kind) {
    for (int[] shape : SHAPES) {
      for (Direction direction : Direction.values()) {
        Plane plane = new Plane(kind, shape[0], shape[1]);
        Plane truth = plane.copy();
        truth.slowRows(0, shape[0], direction);
        truth.slowColumns(0, shape[1], direction);
        plane.fft.both(plane.re, plane.im, direction, Workers.single());
        plane.assertNear(truth, kind + " " + direction + Arrays.toString(shape));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void columnsOfEveryLengthAgreeWithTheDefinition(Fft2dUnderTest.Kind kind) {
    for (int n : LENGTHS) {
      Plane plane = new Plane(kind, n, 3);
      Plane truth = plane.copy();
      truth.slowColumns(1, 3, Direction.FORWARD);
      plane.fft.columns(plane.re, plane.im, 1, 3, Direction.FORWARD, Workers.single());
      plane.assertNear(truth, kind + " columns of " + n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfEveryLengthAgreeWithTheDefinition(Fft2dUnderTest.Kind kind) {
    for (int n : LENGTHS) {
      Plane plane = new Plane(kind, 3, n);
      Plane truth = plane.copy();
      truth.slowRows(1, 3, Direction.INVERSE);
      plane.fft.rows(plane.re, plane.im, 1, 3, Direction.INVERSE, Workers.single());
      plane.assertNear(truth, kind + " rows of " + n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void someRowsAndSomeColumnsLeaveTheOthersAlone(Fft2dUnderTest.Kind kind) {
    try (Workers workers = Workers.of(3)) {
      for (int[] range : new int[][] {{0, 0}, {0, 1}, {3, 40}, {1, 65}, {17, 250}, {31, 257}}) {
        Plane plane = new Plane(kind, 270, 288);
        Plane truth = plane.copy();
        truth.slowRows(range[0], range[1], Direction.FORWARD);
        plane.fft.rows(plane.re, plane.im, range[0], range[1], Direction.FORWARD, workers);
        plane.assertNear(truth, kind + " rows " + Arrays.toString(range));
        truth = plane.copy();
        truth.slowColumns(range[0], range[1], Direction.INVERSE);
        plane.fft.columns(plane.re, plane.im, range[0], range[1], Direction.INVERSE, workers);
        plane.assertNear(truth, kind + " columns " + Arrays.toString(range));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void forwardThenInverseIsTheDataTimesTheirNumber(Fft2dUnderTest.Kind kind) {
    Plane plane = new Plane(kind, 486, 320);
    Plane start = plane.copy();
    plane.fft.both(plane.re, plane.im, Direction.FORWARD, Workers.single());
    assertEquals(
        1, plane.power() / start.power() / (486 * 320), 1e-6, "power is kept (Parseval's theorem)");
    plane.fft.both(plane.re, plane.im, Direction.INVERSE, Workers.single());
    plane.scale(1.0 / (486 * 320));
    plane.assertNear(start, kind + " there and back");
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsChangesNoBit(Fft2dUnderTest.Kind kind) {
    Plane one = new Plane(kind, 150, 200);
    Plane four = one.copy();
    one.fft.both(one.re, one.im, Direction.FORWARD, Workers.single());
    try (Workers workers = Workers.of(4)) {
      four.fft.both(four.re, four.im, Direction.FORWARD, workers);
    }
    assertArrayEquals(one.re, four.re);
    assertArrayEquals(one.im, four.im);
  }

  @ParameterizedTest
  @EnumSource
  void aShiftOfTheDataTurnsThePhasesOfTheTransform(Fft2dUnderTest.Kind kind) {
    int rows = 96;
    int columns = 90;
    Plane plane = new Plane(kind, rows, columns);
    Plane shifted = plane.copy();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int to = (r + 5) % rows * shifted.stride + (c + 7) % columns;
        shifted.re[to] = plane.re[r * plane.stride + c];
        shifted.im[to] = plane.im[r * plane.stride + c];
      }
    }
    plane.fft.both(plane.re, plane.im, Direction.FORWARD, Workers.single());
    shifted.fft.both(shifted.re, shifted.im, Direction.FORWARD, Workers.single());
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double turn = -2 * Math.PI * (5.0 * r / rows + 7.0 * c / columns);
        int at = r * plane.stride + c;
        double re = plane.re[at] * Math.cos(turn) - plane.im[at] * Math.sin(turn);
        plane.im[at] = plane.re[at] * Math.sin(turn) + plane.im[at] * Math.cos(turn);
        plane.re[at] = re;
      }
    }
    shifted.assertNear(plane, kind + " shift");
  }

  /** Random data with something recognisable in the padding, which no transform may touch. */
  private static final class Plane {
    final Fft2dUnderTest.Kind kind;
    final int rows;
    final int columns;
    final Fft2dUnderTest fft;
    final int stride;
    final double[] re;
    final double[] im;

    Plane(Fft2dUnderTest.Kind kind, int rows, int columns) {
      this(
          kind,
          rows,
          columns,
          Signals.random(rows * kind.of(rows, columns).stride(), rows),
          Signals.random(rows * kind.of(rows, columns).stride(), columns + 10_000));
    }

    private Plane(Fft2dUnderTest.Kind kind, int rows, int columns, double[] re, double[] im) {
      this.kind = kind;
      this.rows = rows;
      this.columns = columns;
      this.fft = kind.of(rows, columns);
      this.stride = fft.stride();
      this.re = re;
      this.im = im;
    }

    Plane copy() {
      return new Plane(kind, rows, columns, re.clone(), im.clone());
    }

    void slowRows(int from, int to, Direction direction) {
      for (int row = from; row < to; row++) {
        slow(row * stride, 1, columns, direction);
      }
    }

    void slowColumns(int from, int to, Direction direction) {
      for (int column = from; column < to; column++) {
        slow(column, stride, rows, direction);
      }
    }

    private void slow(int offset, int step, int n, Direction direction) {
      double[][] result = Signals.transformOf(re, im, offset, step, n, direction);
      for (int k = 0; k < n; k++) {
        re[offset + k * step] = result[0][k];
        im[offset + k * step] = result[1][k];
      }
    }

    double power() {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        for (int at = row * stride; at < row * stride + columns; at++) {
          sum += re[at] * re[at] + im[at] * im[at];
        }
      }
      return sum;
    }

    void scale(double factor) {
      for (int row = 0; row < rows; row++) {
        for (int at = row * stride; at < row * stride + columns; at++) {
          re[at] *= factor;
          im[at] *= factor;
        }
      }
    }

    void assertNear(Plane truth, String what) {
      double error = Signals.relativeError(re, im, truth.re, truth.im);
      double allowed = Math.max(kind.tolerance, 2e-15 * Math.sqrt(Math.max(rows, columns)));
      assertTrue(error <= allowed, () -> what + ": relative error " + error);
      for (int row = 0; row < rows; row++) {
        for (int at = row * stride + columns; at < (row + 1) * stride; at++) {
          assertEquals(truth.re[at], re[at], 0.0, what + ": padding of row " + row);
          assertEquals(truth.im[at], im[at], 0.0, what + ": padding of row " + row);
        }
      }
    }
  }
}
