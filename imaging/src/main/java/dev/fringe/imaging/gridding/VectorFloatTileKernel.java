package dev.fringe.imaging.gridding;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops on the Vector API. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class VectorFloatTileKernel extends FloatTileKernel {

  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

  private final int degree;
  private final int pitch;

  /** Vectors that hold a row of cells under the kernel, real and imaginary. */
  private final int vectors;

  /** coefficients[degree * pitch + cell], 0 past the support. */
  private final float[] coefficients;

  /** The same with every cell twice: coefficients[degree * 2 pitch + 2 cell] and the next. */
  private final float[] doubled;

  /** Splits the rows under the kernel into one block or two. */
  private final FloatRows[] blocks;

  VectorFloatTileKernel(KernelPolynomial polynomial) {
    super(polynomial.support);
    degree = polynomial.degree();
    pitch = support <= 8 ? 8 : 16;
    vectors = (2 * support + SPECIES.length() - 1) / SPECIES.length();
    // Vectors may reach past the last coefficient.
    coefficients = new float[(degree + 1) * pitch + SPECIES.length()];
    doubled = new float[(degree + 1) * 2 * pitch];
    for (int d = 0; d <= degree; d++) {
      for (int i = 0; i < support; i++) {
        float c = (float) polynomial.coefficients[d][i];
        coefficients[d * pitch + i] = c;
        doubled[2 * (d * pitch + i)] = c;
        doubled[2 * (d * pitch + i) + 1] = c;
      }
    }
    blocks =
        support <= 8
            ? new FloatRows[] {FloatRows.of(support)}
            : new FloatRows[] {
              FloatRows.of((support + 1) / 2), FloatRows.of(support - (support + 1) / 2)
            };
  }

  @Override
  void evaluate(FloatBatch batch) {
    for (int at = 0; at < pitch; at += SPECIES.length()) {
      horner(batch.fractionsV, batch.size, coefficients, pitch, at, batch.kernelV);
      if (batch.planes > 1) {
        horner(batch.fractionsW, batch.size, coefficients, pitch, at, batch.kernelW);
      }
    }
    if (batch.planes == 1) {
      for (int s = 0; s < batch.size; s++) {
        batch.kernelW[s * pitch] = 1;
      }
    }
    for (int vector = 0; vector < vectors; vector++) {
      horner(
          batch.fractionsU,
          batch.size,
          doubled,
          2 * pitch,
          vector * SPECIES.length(),
          batch.kernelU);
    }
  }

  /** Values of {@code SPECIES.length()} polynomials, from {@code at} on, for all samples. */
  private void horner(float[] fractions, int size, float[] table, int width, int at, float[] into) {
    for (int s = 0; s < size; s++) {
      FloatVector t = FloatVector.broadcast(SPECIES, fractions[s]);
      FloatVector sum = FloatVector.fromArray(SPECIES, table, degree * width + at);
      for (int d = degree - 1; d >= 0; d--) {
        sum = sum.fma(t, FloatVector.fromArray(SPECIES, table, d * width + at));
      }
      sum.intoArray(into, s * width + at);
    }
  }

  @Override
  void spread(FloatBatch batch, int image, int fromPlane, int toPlane, FloatTileBuffer buffer) {
    multiply(batch, batch.real[image], batch.imaginary[image]);
    int row = 0;
    for (FloatRows block : blocks) {
      for (int vector = 0; vector < vectors; vector++) {
        block.spread(batch, buffer.values[image], buffer, fromPlane, toPlane, row, vector);
      }
      row += block.rows();
    }
  }

  /** Visibilities times the kernel along u. */
  private void multiply(FloatBatch batch, float[] re, float[] im) {
    final VectorMask<Float> odd = VectorMask.fromLong(SPECIES, 0xaaaaaaaaaaaaaaaaL);
    for (int s = 0; s < batch.size; s++) {
      FloatVector visibility =
          FloatVector.broadcast(SPECIES, re[s]).blend(FloatVector.broadcast(SPECIES, im[s]), odd);
      for (int vector = 0; vector < vectors; vector++) {
        int at = s * 2 * pitch + vector * SPECIES.length();
        FloatVector.fromArray(SPECIES, batch.kernelU, at)
            .mul(visibility)
            .intoArray(batch.scratch, at);
      }
    }
  }

  @Override
  void collect(FloatBatch batch, int image, int fromPlane, int toPlane, FloatTileBuffer buffer) {
    Arrays.fill(batch.scratch, 0, batch.size * 2 * pitch, 0);
    int row = 0;
    for (FloatRows block : blocks) {
      for (int vector = 0; vector < vectors; vector++) {
        block.collect(batch, buffer.values[image], buffer, fromPlane, toPlane, row, vector);
      }
      row += block.rows();
    }
    reduce(batch, batch.real[image], batch.imaginary[image]);
  }

  /** Sums over u, of the real and of the imaginary parts. */
  private void reduce(FloatBatch batch, float[] re, float[] im) {
    final VectorMask<Float> even = VectorMask.fromLong(SPECIES, 0x5555555555555555L);
    for (int s = 0; s < batch.size; s++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int vector = 0; vector < vectors; vector++) {
        int at = s * 2 * pitch + vector * SPECIES.length();
        sum =
            FloatVector.fromArray(SPECIES, batch.kernelU, at)
                .fma(FloatVector.fromArray(SPECIES, batch.scratch, at), sum);
      }
      re[s] += sum.reduceLanes(VectorOperators.ADD, even);
      im[s] += sum.reduceLanes(VectorOperators.ADD, even.not());
    }
  }

  @Override
  void add(float[] from, int at, int count, float[] to, int toAt) {
    int i = 0;
    for (; i <= count - SPECIES.length(); i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, to, toAt + i)
          .add(FloatVector.fromArray(SPECIES, from, at + i))
          .intoArray(to, toAt + i);
    }
    if (i < count) {
      VectorMask<Float> left = SPECIES.indexInRange(i, count);
      FloatVector.fromArray(SPECIES, to, toAt + i, left)
          .add(FloatVector.fromArray(SPECIES, from, at + i, left))
          .intoArray(to, toAt + i, left);
    }
  }
}
