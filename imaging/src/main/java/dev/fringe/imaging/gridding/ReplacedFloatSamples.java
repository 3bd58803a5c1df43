package dev.fringe.imaging.gridding;

/** Samples of a part with other visibilities. */
record ReplacedFloatSamples(PackedFloatSamples part, FloatVisibilities visibilities)
    implements PackedFloatSamples {

  @Override
  public int samples() {
    return part.samples();
  }

  @Override
  public int polarisations() {
    return visibilities.real().length;
  }

  @Override
  public int runs() {
    return part.runs();
  }

  @Override
  public int runBucket(int run) {
    return part.runBucket(run);
  }

  @Override
  public int runStart(int run) {
    return part.runStart(run);
  }

  @Override
  public void cells(int from, int count, int[] into, int at) {
    part.cells(from, count, into, at);
  }

  @Override
  public void fractionsU(int from, int count, float[] into, int at) {
    part.fractionsU(from, count, into, at);
  }

  @Override
  public void fractionsV(int from, int count, float[] into, int at) {
    part.fractionsV(from, count, into, at);
  }

  @Override
  public void fractionsW(int from, int count, float[] into, int at) {
    part.fractionsW(from, count, into, at);
  }

  @Override
  public void weights(int from, int count, float[] into, int at) {
    part.weights(from, count, into, at);
  }

  @Override
  public void real(int polarisation, int from, int count, float[] into, int at) {
    System.arraycopy(visibilities.real()[polarisation], from, into, at, count);
  }

  @Override
  public void imaginary(int polarisation, int from, int count, float[] into, int at) {
    System.arraycopy(visibilities.imaginary()[polarisation], from, into, at, count);
  }
}
