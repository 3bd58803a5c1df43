package dev.fringe.imaging.weighting;

import java.io.Serializable;

/** What the weight of a sample is made of. */
public sealed interface WeightingScheme extends Serializable {

  /** Statistical weights as they are: the lowest noise. */
  record Natural() implements WeightingScheme {}

  /** Each cell of the uv plane that holds data counts the same: the sharpest beam. */
  record Uniform() implements WeightingScheme {}

  /**
   * Between the two (Briggs 1995, section 3.3).
   *
   * @param robust -2 is nearly uniform, +2 nearly natural; between -5 and 5
   */
  record Briggs(double robust) implements WeightingScheme {
    public Briggs {
      if (!(robust >= -5 && robust <= 5)) {
        throw new IllegalArgumentException(
            "robust is " + robust + ", but must be between -5 and 5 (-2 and 2 are the usual ends)");
      }
    }
  }

  static WeightingScheme natural() {
    return new Natural();
  }

  static WeightingScheme uniform() {
    return new Uniform();
  }

  static WeightingScheme briggs(double robust) {
    return new Briggs(robust);
  }

  /** Whether the scheme needs the density of the samples first. */
  default boolean needsDensity() {
    return !(this instanceof Natural);
  }
}
