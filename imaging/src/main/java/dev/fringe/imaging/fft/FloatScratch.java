package dev.fringe.imaging.fft;

/** Working memory of one thread for one transform. */
final class FloatScratch {

  /** Between the stages of one step; fits the first-level cache. */
  final float[] re;

  final float[] im;

  /** Between the two steps. */
  final float[] middleRe;

  final float[] middleIm;

  /** Between the rows of the data and the lanes of the vectors. */
  final float[] tileRe;

  final float[] tileIm;

  /** Keeps the JIT from leaving out reads that are there for the cache's sake. */
  float touched;

  FloatScratch(int length, int middle, int tile) {
    re = new float[length];
    im = new float[length];
    middleRe = new float[middle];
    middleIm = new float[middle];
    tileRe = new float[tile];
    tileIm = new float[tile];
  }
}
