package dev.fringe.imaging.gridding;

/**
 * Visibilities that belong to the samples of one part, in their order.
 *
 * @param real one array for each polarisation
 * @param imaginary one array for each polarisation
 */
public record FloatVisibilities(float[][] real, float[][] imaginary) {

  static FloatVisibilities zero(int polarisations, int samples) {
    return new FloatVisibilities(
        new float[polarisations][samples], new float[polarisations][samples]);
  }

  /** The part's samples with these visibilities in place of its own; everything else is shared. */
  public PackedFloatSamples replacing(PackedFloatSamples part) {
    return new ReplacedFloatSamples(part, this);
  }
}
