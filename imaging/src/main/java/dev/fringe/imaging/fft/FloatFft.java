package dev.fringe.imaging.fft;

import dev.fringe.imaging.simd.Simd;

/**
 * A one-dimensional Fourier transform of one size. Immutable: any number of threads may use one
 * instance at once.
 */
public abstract class FloatFft {

  private final int size;

  FloatFft(int size) {
    this.size = size;
  }

  /**
   * @param n size, 2^a·3^b·5^c
   * @throws IllegalArgumentException if n has another prime factor; names it and the next good size
   */
  public static FloatFft of(int n) {
    return of(n, Simd.best());
  }

  /** As {@link #of(int)}, carried out in the given form. */
  public static FloatFft of(int n, Simd simd) {
    FastSizes.checked(n);
    return switch (simd) {
      case SCALAR -> new ScalarFloatFft(n);
      case VECTOR -> n < VectorFloatFft.SMALLEST ? new ScalarFloatFft(n) : new VectorFloatFft(n);
    };
  }

  public final int size() {
    return size;
  }

  /**
   * Transforms {@code size()} values in place, from {@code offset} on in both arrays. Not
   * normalised.
   */
  public abstract void transform(float[] re, float[] im, int offset, Direction direction);
}
