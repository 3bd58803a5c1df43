package dev.fringe.imaging.fft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes tiles of lanes × lanes values between rows of the data, where the lanes of a vector
 * are neighbours in one row, and vectors whose lanes are neighbouring rows.
 *
 * <p>A transposition exchanges, for each power of two d below the number of lanes, the off-diagonal
 * blocks of d × d values; two such d are done at a time, four vectors in registers.
 */
final class FloatTile {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Distance of one tile from the next; one cache line more than its values, against aliasing. */
  static final int STRIDE = LANES * LANES + 16;

  private static final int FAR = Math.max(1, LANES / 2);
  private static final int NEAR = Math.max(1, LANES / 4);
  private static final VectorShuffle<Float> UP_FAR = shifted(-FAR);
  private static final VectorShuffle<Float> DOWN_FAR = shifted(FAR);
  private static final VectorMask<Float> HIGH_FAR = high(FAR);
  private static final VectorShuffle<Float> UP_NEAR = shifted(-NEAR);
  private static final VectorShuffle<Float> DOWN_NEAR = shifted(NEAR);
  private static final VectorMask<Float> HIGH_NEAR = high(NEAR);
  private static final VectorShuffle<Float> UP_2 = shifted(-2);
  private static final VectorShuffle<Float> DOWN_2 = shifted(2);
  private static final VectorMask<Float> HIGH_2 = high(2);
  private static final VectorShuffle<Float> UP_1 = shifted(-1);
  private static final VectorShuffle<Float> DOWN_1 = shifted(1);
  private static final VectorMask<Float> HIGH_1 = high(1);

  private FloatTile() {}

  private static VectorShuffle<Float> shifted(int by) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane + by & LANES - 1);
  }

  private static VectorMask<Float> high(int distance) {
    long bits = 0;
    for (int lane = 0; lane < LANES; lane++) {
      bits |= (lane & distance) != 0 ? 1L << lane : 0;
    }
    return VectorMask.fromLong(SPECIES, bits);
  }

  /** Column c of the tile at {@code from} becomes vector c at {@code to + c * LANES}. */
  static void in(float[] x, int from, int rowStride, float[] y, int to) {
    if (LANES < 4 || LANES > 16) {
      in(x, from, rowStride, LANES, LANES, y, to);
      return;
    }
    far(x, from, rowStride, y, to, LANES);
    if (LANES == 16) {
      near(y, to);
    } else if (LANES == 8) {
      nearest(y, to);
    }
  }

  /** The inverse of {@link #in}; spoils the tile. */
  static void out(float[] x, int from, float[] y, int to, int rowStride) {
    if (LANES < 4 || LANES > 16) {
      out(x, from, y, to, rowStride, LANES, LANES);
      return;
    }
    if (LANES == 16) {
      near(x, from);
    } else if (LANES == 8) {
      nearest(x, from);
    }
    far(x, from, LANES, y, to, rowStride);
  }

  /** As {@link #in}, of a tile that is not full; lanes without a row become 0. */
  static void in(float[] x, int from, int rowStride, int rows, int columns, float[] y, int to) {
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < LANES; r++) {
        y[to + c * LANES + r] = r < rows ? x[from + r * rowStride + c] : 0;
      }
    }
  }

  /** As {@link #out}, of a tile that is not full. */
  static void out(float[] x, int from, float[] y, int to, int rowStride, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        y[to + r * rowStride + c] = x[from + c * LANES + r];
      }
    }
  }

  private static void far(float[] x, int from, int xs, float[] y, int to, int ys) {
    for (int k = 0; k < NEAR; k++) {
      int i = from + k * xs;
      int o = to + k * ys;
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      FloatVector b = FloatVector.fromArray(SPECIES, x, i + NEAR * xs);
      FloatVector c = FloatVector.fromArray(SPECIES, x, i + FAR * xs);
      FloatVector d = FloatVector.fromArray(SPECIES, x, i + (FAR + NEAR) * xs);
      FloatVector e = a.blend(c.rearrange(UP_FAR), HIGH_FAR);
      FloatVector g = a.rearrange(DOWN_FAR).blend(c, HIGH_FAR);
      FloatVector f = b.blend(d.rearrange(UP_FAR), HIGH_FAR);
      FloatVector h = b.rearrange(DOWN_FAR).blend(d, HIGH_FAR);
      e.blend(f.rearrange(UP_NEAR), HIGH_NEAR).intoArray(y, o);
      e.rearrange(DOWN_NEAR).blend(f, HIGH_NEAR).intoArray(y, o + NEAR * ys);
      g.blend(h.rearrange(UP_NEAR), HIGH_NEAR).intoArray(y, o + FAR * ys);
      g.rearrange(DOWN_NEAR).blend(h, HIGH_NEAR).intoArray(y, o + (FAR + NEAR) * ys);
    }
  }

  /** Distances 2 and 1, in place. */
  private static void near(float[] y, int from) {
    for (int i = from; i < from + LANES * LANES; i += 4 * LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, y, i);
      FloatVector b = FloatVector.fromArray(SPECIES, y, i + LANES);
      FloatVector c = FloatVector.fromArray(SPECIES, y, i + 2 * LANES);
      FloatVector d = FloatVector.fromArray(SPECIES, y, i + 3 * LANES);
      FloatVector e = a.blend(c.rearrange(UP_2), HIGH_2);
      FloatVector g = a.rearrange(DOWN_2).blend(c, HIGH_2);
      FloatVector f = b.blend(d.rearrange(UP_2), HIGH_2);
      FloatVector h = b.rearrange(DOWN_2).blend(d, HIGH_2);
      e.blend(f.rearrange(UP_1), HIGH_1).intoArray(y, i);
      e.rearrange(DOWN_1).blend(f, HIGH_1).intoArray(y, i + LANES);
      g.blend(h.rearrange(UP_1), HIGH_1).intoArray(y, i + 2 * LANES);
      g.rearrange(DOWN_1).blend(h, HIGH_1).intoArray(y, i + 3 * LANES);
    }
  }

  /** Distance 1, in place. */
  private static void nearest(float[] y, int from) {
    for (int i = from; i < from + LANES * LANES; i += 2 * LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, y, i);
      FloatVector b = FloatVector.fromArray(SPECIES, y, i + LANES);
      a.blend(b.rearrange(UP_1), HIGH_1).intoArray(y, i);
      a.rearrange(DOWN_1).blend(b, HIGH_1).intoArray(y, i + LANES);
    }
  }
}
