package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;

/** One shape of one implementation of the transform, whatever its precision, fed with doubles. */
interface Fft2dUnderTest {

  int stride();

  void rows(double[] re, double[] im, int from, int to, Direction direction, Workers workers);

  void columns(double[] re, double[] im, int from, int to, Direction direction, Workers workers);

  void both(double[] re, double[] im, Direction direction, Workers workers);

  /** The implementations that there are. */
  enum Kind {
    FLOAT_SCALAR(3e-7),
    FLOAT_VECTOR(3e-7),
    DOUBLE_SCALAR(6e-16),
    DOUBLE_VECTOR(6e-16);

    /** Relative l2 error allowed against the truth. */
    final double tolerance;

    Kind(double tolerance) {
      this.tolerance = tolerance;
    }

    Fft2dUnderTest of(int rows, int columns) {
      return switch (this) {
        case FLOAT_SCALAR -> single(FloatFft2d.of(rows, columns, Simd.SCALAR));
        case FLOAT_VECTOR -> single(FloatFft2d.of(rows, columns, Simd.VECTOR));
        case DOUBLE_SCALAR -> twice(DoubleFft2d.of(rows, columns, Simd.SCALAR));
        case DOUBLE_VECTOR -> twice(DoubleFft2d.of(rows, columns, Simd.VECTOR));
      };
    }

    /** Transforms {@code n} values in place. */
    void line(int n, double[] re, double[] im, int offset, Direction direction) {
      switch (this) {
        case FLOAT_SCALAR, FLOAT_VECTOR -> {
          float[] r = toFloats(re);
          float[] i = toFloats(im);
          FloatFft.of(n, simd()).transform(r, i, offset, direction);
          toDoubles(r, re);
          toDoubles(i, im);
        }
        case DOUBLE_SCALAR, DOUBLE_VECTOR ->
            DoubleFft.of(n, simd()).transform(re, im, offset, direction);
      }
    }

    private Simd simd() {
      return this == FLOAT_SCALAR || this == DOUBLE_SCALAR ? Simd.SCALAR : Simd.VECTOR;
    }
  }

  private static Fft2dUnderTest twice(DoubleFft2d fft) {
    return new Fft2dUnderTest() {
      @Override
      public int stride() {
        return fft.stride();
      }

      @Override
      public void rows(double[] re, double[] im, int from, int to, Direction d, Workers workers) {
        fft.transformRows(re, im, from, to, d, workers);
      }

      @Override
      public void columns(
          double[] re, double[] im, int from, int to, Direction d, Workers workers) {
        fft.transformColumns(re, im, from, to, d, workers);
      }

      @Override
      public void both(double[] re, double[] im, Direction d, Workers workers) {
        fft.transform(re, im, d, workers);
      }
    };
  }

  private static Fft2dUnderTest single(FloatFft2d fft) {
    return new Fft2dUnderTest() {
      @Override
      public int stride() {
        return fft.stride();
      }

      @Override
      public void rows(double[] re, double[] im, int from, int to, Direction d, Workers workers) {
        float[] r = toFloats(re);
        float[] i = toFloats(im);
        fft.transformRows(r, i, from, to, d, workers);
        toDoubles(r, re);
        toDoubles(i, im);
      }

      @Override
      public void columns(
          double[] re, double[] im, int from, int to, Direction d, Workers workers) {
        float[] r = toFloats(re);
        float[] i = toFloats(im);
        fft.transformColumns(r, i, from, to, d, workers);
        toDoubles(r, re);
        toDoubles(i, im);
      }

      @Override
      public void both(double[] re, double[] im, Direction d, Workers workers) {
        float[] r = toFloats(re);
        float[] i = toFloats(im);
        fft.transform(r, i, d, workers);
        toDoubles(r, re);
        toDoubles(i, im);
      }
    };
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static void toDoubles(float[] values, double[] into) {
    for (int i = 0; i < values.length; i++) {
      into[i] = values[i];
    }
  }
}
