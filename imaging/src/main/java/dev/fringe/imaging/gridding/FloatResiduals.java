package dev.fringe.imaging.gridding;

/** Turns predicted visibilities into residuals, in place. */
final class FloatResiduals {

  private static final int CHUNK = 4096;

  private FloatResiduals() {}

  static void subtractFrom(PackedFloatSamples part, FloatVisibilities predicted) {
    float[] observed = new float[CHUNK];
    for (int p = 0; p < part.polarisations(); p++) {
      for (int from = 0; from < part.samples(); from += CHUNK) {
        int n = Math.min(CHUNK, part.samples() - from);
        part.real(p, from, n, observed, 0);
        reverse(observed, n, predicted.real()[p], from);
        part.imaginary(p, from, n, observed, 0);
        reverse(observed, n, predicted.imaginary()[p], from);
      }
    }
  }

  private static void reverse(float[] observed, int n, float[] model, int at) {
    for (int i = 0; i < n; i++) {
      model[at + i] = observed[i] - model[at + i];
    }
  }
}
