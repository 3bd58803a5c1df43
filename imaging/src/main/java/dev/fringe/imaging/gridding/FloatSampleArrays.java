package dev.fringe.imaging.gridding;

/**
 * Sorted samples in plain arrays, which are wrapped without copying.
 *
 * @param runBuckets bucket of each run, growing
 * @param runStarts first sample of each run, and the number of samples behind the last
 * @param cells the columns, as {@link PackedFloatSamples} tells; they may be longer than the number
 *     of samples
 * @param real one column for each polarisation
 * @param imaginary one column for each polarisation
 */
public record FloatSampleArrays(
    int[] runBuckets,
    int[] runStarts,
    int[] cells,
    float[] fractionsU,
    float[] fractionsV,
    float[] fractionsW,
    float[] weights,
    float[][] real,
    float[][] imaginary)
    implements PackedFloatSamples {

  public FloatSampleArrays {
    if (runStarts.length != runBuckets.length + 1) {
      throw new IllegalArgumentException(
          runStarts.length + " starts for " + runBuckets.length + " runs: one more is right");
    }
    if (real.length != imaginary.length) {
      throw new IllegalArgumentException(
          real.length + " real and " + imaginary.length + " imaginary columns");
    }
  }

  @Override
  public int samples() {
    return runStarts[runBuckets.length];
  }

  @Override
  public int polarisations() {
    return real.length;
  }

  @Override
  public int runs() {
    return runBuckets.length;
  }

  @Override
  public int runBucket(int run) {
    return runBuckets[run];
  }

  @Override
  public int runStart(int run) {
    return runStarts[run];
  }

  @Override
  public void cells(int from, int count, int[] into, int at) {
    System.arraycopy(cells, from, into, at, count);
  }

  @Override
  public void fractionsU(int from, int count, float[] into, int at) {
    System.arraycopy(fractionsU, from, into, at, count);
  }

  @Override
  public void fractionsV(int from, int count, float[] into, int at) {
    System.arraycopy(fractionsV, from, into, at, count);
  }

  @Override
  public void fractionsW(int from, int count, float[] into, int at) {
    System.arraycopy(fractionsW, from, into, at, count);
  }

  @Override
  public void weights(int from, int count, float[] into, int at) {
    System.arraycopy(weights, from, into, at, count);
  }

  @Override
  public void real(int polarisation, int from, int count, float[] into, int at) {
    System.arraycopy(real[polarisation], from, into, at, count);
  }

  @Override
  public void imaginary(int polarisation, int from, int count, float[] into, int at) {
    System.arraycopy(imaginary[polarisation], from, into, at, count);
  }
}
