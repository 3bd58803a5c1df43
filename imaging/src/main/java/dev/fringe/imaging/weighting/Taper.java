package dev.fringe.imaging.weighting;

import java.io.Serializable;

/**
 * A Gaussian in the uv plane, exp(-π² θ² (u² + v²) / (4 ln 2)), whose transform in the image is a
 * Gaussian of full width θ at half maximum. Read from a table, to 2e-6 of its peak.
 */
final class Taper implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int STEPS_PER_UNIT = 256;
  private static final int LAST_UNIT = 80;

  private final double factor;
  private final float[] table;

  private Taper(double factor, float[] table) {
    this.factor = factor;
    this.table = table;
  }

  static Taper ofFwhm(double radians) {
    float[] table = new float[LAST_UNIT * STEPS_PER_UNIT + 2];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) Math.exp(-(double) i / STEPS_PER_UNIT);
    }
    return new Taper(Math.PI * Math.PI * radians * radians / (4 * Math.log(2)), table);
  }

  /** For a squared distance from the origin of the uv plane, in wavelengths. */
  float at(double squaredWavelengths) {
    double place = Math.min(factor * squaredWavelengths, LAST_UNIT) * STEPS_PER_UNIT;
    int step = (int) place;
    float low = table[step];
    return low + (float) (place - step) * (table[step + 1] - low);
  }
}
