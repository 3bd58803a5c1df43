package dev.fringe.imaging.gridding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of the gridding kernels: the machine's widest, up to 512 bits. */
final class FloatLanes {

  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private FloatLanes() {}
}
