package dev.fringe.imaging.simd;

import jdk.incubator.vector.FloatVector;

/** The width of this machine's vectors; loaded only where the incubating module is there. */
final class Lanes {

  private Lanes() {}

  static int ofFloat() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
