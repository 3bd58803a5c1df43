package dev.fringe.imaging.direct;

import dev.fringe.imaging.simd.Simd;

/**
 * The fringe that one component makes on one baseline, channel by channel: amplitude(ν) exp(-decay
 * ν²) exp(2πi delay ν).
 */
interface Fringe {

  /** Arrays of channels are as long as a multiple of this. */
  int LENGTH_UNIT = 16;

  /**
   * @param delay turns for each Hz, in seconds
   * @param decay of a Gaussian source, in s²; 0 for a point
   * @param frequencyHz of each channel
   * @param amplitude of each channel
   * @param length channels, a multiple of {@link #LENGTH_UNIT}
   * @param cos receives the real parts, accurate to 1e-11 of the amplitude as long as the phase
   *     stays below 1e5 turns
   * @param sin receives the imaginary parts
   */
  void of(
      double delay,
      double decay,
      double[] frequencyHz,
      double[] amplitude,
      int length,
      double[] cos,
      double[] sin);

  static Fringe of(Simd simd) {
    return switch (simd) {
      case SCALAR -> Fringe::inPlainJava;
      case VECTOR -> new VectorFringe();
    };
  }

  private static void inPlainJava(
      double delay,
      double decay,
      double[] frequencyHz,
      double[] amplitude,
      int length,
      double[] cos,
      double[] sin) {
    for (int i = 0; i < length; i++) {
      double turns = delay * frequencyHz[i];
      double phase = 2 * Math.PI * (turns - Math.rint(turns));
      double size = amplitude[i];
      if (decay != 0) {
        size *= Math.exp(-decay * frequencyHz[i] * frequencyHz[i]);
      }
      cos[i] = size * Math.cos(phase);
      sin[i] = size * Math.sin(phase);
    }
  }
}
