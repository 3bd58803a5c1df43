package dev.fringe.imaging.gridding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The loops on the Vector API. */
final class VectorFloatCells extends FloatCells {

  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = SPECIES.length();

  /** Even lanes first to the lower half, then to the upper one; odd lanes likewise. */
  private static final VectorShuffle<Float> EVEN =
      VectorShuffle.fromOp(SPECIES, lane -> 2 * lane & (LANES - 1));

  private static final VectorShuffle<Float> ODD =
      VectorShuffle.fromOp(SPECIES, lane -> (2 * lane & (LANES - 1)) + 1);
  private static final VectorShuffle<Float> LOWER = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
  private static final VectorShuffle<Float> UPPER =
      VectorShuffle.fromOp(SPECIES, lane -> (lane + LANES) / 2);
  private static final VectorMask<Float> UPPER_HALF =
      VectorMask.fromLong(SPECIES, ((1L << LANES) - 1) ^ ((1L << (LANES / 2)) - 1));
  private static final VectorMask<Float> ODD_LANES =
      VectorMask.fromLong(SPECIES, 0xaaaaaaaaaaaaaaaaL & ((1L << LANES) - 1));

  @Override
  void split(float[] values, int from, int cells, float[] re, float[] im, int to) {
    if (LANES > GROUP) {
      super.split(values, from, cells, re, im, to);
      return;
    }
    int at = from;
    for (int c = to; c < to + cells; c += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, at);
      FloatVector b = FloatVector.fromArray(SPECIES, values, at + LANES);
      a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER_HALF).intoArray(re, c);
      a.rearrange(ODD).blend(b.rearrange(ODD), UPPER_HALF).intoArray(im, c);
      at += 2 * LANES;
    }
  }

  @Override
  void join(float[] re, float[] im, int from, int cells, float[] values, int to) {
    if (LANES > GROUP) {
      super.join(re, im, from, cells, values, to);
      return;
    }
    int at = to;
    for (int c = from; c < from + cells; c += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, re, c);
      FloatVector b = FloatVector.fromArray(SPECIES, im, c);
      a.rearrange(LOWER).blend(b.rearrange(LOWER), ODD_LANES).intoArray(values, at);
      a.rearrange(UPPER).blend(b.rearrange(UPPER), ODD_LANES).intoArray(values, at + LANES);
      at += 2 * LANES;
    }
  }
}
