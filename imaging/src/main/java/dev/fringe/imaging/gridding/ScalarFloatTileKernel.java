package dev.fringe.imaging.gridding;

/** The loops in plain Java. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class ScalarFloatTileKernel extends FloatTileKernel {

  /** coefficients[degree * support + cell]. */
  private final float[] coefficients;

  private final int degree;

  ScalarFloatTileKernel(KernelPolynomial polynomial) {
    super(polynomial.support);
    degree = polynomial.degree();
    coefficients = new float[(degree + 1) * support];
    for (int d = 0; d <= degree; d++) {
      for (int i = 0; i < support; i++) {
        coefficients[d * support + i] = (float) polynomial.coefficients[d][i];
      }
    }
  }

  @Override
  void evaluate(FloatBatch batch) {
    for (int s = 0; s < batch.size; s++) {
      evaluate(batch.fractionsU[s], batch.kernelU, s * batch.pitch);
      evaluate(batch.fractionsV[s], batch.kernelV, s * batch.pitch);
      if (batch.planes > 1) {
        evaluate(batch.fractionsW[s], batch.kernelW, s * batch.pitch);
      } else {
        batch.kernelW[s * batch.pitch] = 1;
      }
    }
  }

  private void evaluate(float t, float[] into, int at) {
    for (int i = 0; i < support; i++) {
      float sum = 0;
      for (int d = degree; d >= 0; d--) {
        sum = sum * t + coefficients[d * support + i];
      }
      into[at + i] = sum;
    }
  }

  @Override
  void spread(FloatBatch batch, int image, int fromPlane, int toPlane, FloatTileBuffer buffer) {
    final float[] cells = buffer.values[image];
    final float[] ku = batch.kernelU;
    for (int s = 0; s < batch.size; s++) {
      int k = s * batch.pitch;
      int corner = buffer.offset(batch.cells[s]);
      for (int plane = fromPlane; plane < toPlane; plane++) {
        float re = batch.real[image][s] * batch.kernelW[k + plane];
        float im = batch.imaginary[image][s] * batch.kernelW[k + plane];
        for (int row = 0; row < support; row++) {
          float rowRe = re * batch.kernelV[k + row];
          float rowIm = im * batch.kernelV[k + row];
          int at = corner + plane * buffer.planeSize + row * buffer.stride;
          for (int i = 0; i < support; i++) {
            cells[at + 2 * i] += rowRe * ku[k + i];
            cells[at + 2 * i + 1] += rowIm * ku[k + i];
          }
        }
      }
    }
  }

  @Override
  void collect(FloatBatch batch, int image, int fromPlane, int toPlane, FloatTileBuffer buffer) {
    final float[] cells = buffer.values[image];
    final float[] ku = batch.kernelU;
    for (int s = 0; s < batch.size; s++) {
      int k = s * batch.pitch;
      int corner = buffer.offset(batch.cells[s]);
      float sumRe = 0;
      float sumIm = 0;
      for (int plane = fromPlane; plane < toPlane; plane++) {
        for (int row = 0; row < support; row++) {
          int at = corner + plane * buffer.planeSize + row * buffer.stride;
          float re = 0;
          float im = 0;
          for (int i = 0; i < support; i++) {
            re += cells[at + 2 * i] * ku[k + i];
            im += cells[at + 2 * i + 1] * ku[k + i];
          }
          float weight = batch.kernelW[k + plane] * batch.kernelV[k + row];
          sumRe += weight * re;
          sumIm += weight * im;
        }
      }
      batch.real[image][s] += sumRe;
      batch.imaginary[image][s] += sumIm;
    }
  }

  @Override
  void add(float[] from, int at, int count, float[] to, int toAt) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] += from[at + i];
    }
  }
}
