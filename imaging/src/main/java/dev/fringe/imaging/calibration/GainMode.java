package dev.fringe.imaging.calibration;

/** Which part of a gain is free. */
public enum GainMode {
  /**
   * Phases; amplitudes are 1. Three antennas that all see each other are the fewest that tell more
   * than the model was told: each needs two baselines.
   */
  PHASE(2),
  /** Amplitudes and phases; each antenna needs three baselines, so four antennas are the fewest. */
  AMPLITUDE_AND_PHASE(3),
  /** Amplitudes, of visibilities whose phases are right; each antenna needs three baselines. */
  AMPLITUDE(3);

  private final int fewestBaselines;

  GainMode(int fewestBaselines) {
    this.fewestBaselines = fewestBaselines;
  }

  /** Baselines to solved antennas without which an antenna has no solution. */
  public int fewestBaselines() {
    return fewestBaselines;
  }
}
