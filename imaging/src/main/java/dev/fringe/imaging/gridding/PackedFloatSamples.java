package dev.fringe.imaging.gridding;

/**
 * Sorted samples whose coordinates and visibilities are {@code float}.
 *
 * <p>The columns, one entry for each sample: the int column {@code cells}; and the float columns
 * {@code fractionsU}, {@code fractionsV}, {@code fractionsW}, {@code weights}, and for each
 * polarisation {@code real} and {@code imaginary}. Together with the runs (bucket and start of
 * each) they are all there is to store. Every read copies {@code count} entries, from sample {@code
 * from} on, to {@code into[at...]}, so that an implementation may lie in mapped memory.
 */
public non-sealed interface PackedFloatSamples extends PackedSamples {

  /**
   * Where a sample lies between cells along u, in [-1, 1]: twice the distance from the first cell
   * to where the kernel's support begins, minus 1. See {@link KernelPolynomial}.
   */
  void fractionsU(int from, int count, float[] into, int at);

  /** As {@link #fractionsU}, along v. */
  void fractionsV(int from, int count, float[] into, int at);

  /** As {@link #fractionsU}, along w, in units of planes; without meaning in a flat plan. */
  void fractionsW(int from, int count, float[] into, int at);

  /** Weights, above 0. */
  void weights(int from, int count, float[] into, int at);

  /**
   * Real parts of the visibilities, not weighted, conjugated where w was negative, with their phase
   * turned to the image centre and to the middle of the range of n.
   *
   * @param polarisation in [0, polarisations())
   */
  void real(int polarisation, int from, int count, float[] into, int at);

  /** Imaginary parts, as {@link #real}. */
  void imaginary(int polarisation, int from, int count, float[] into, int at);
}
