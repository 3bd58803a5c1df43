package dev.fringe.pipelines.simulate;

/** Thermal noise of the visibilities: Gaussian, the same on all baselines. */
public sealed interface Noise {

  /** No noise; all weights are 1. */
  record None() implements Noise {
    @Override
    public double sigmaJansky(double channelHz, double integrationSeconds) {
      return 0;
    }
  }

  /**
   * As the radiometer equation has it: σ = SEFD / sqrt(2 Δν Δt) (Thompson, Moran and Swenson 2017,
   * eq. 6.50, with perfect correlators).
   *
   * @param jansky system equivalent flux density of a station in one polarisation, &gt; 0
   */
  record Sefd(double jansky) implements Noise {
    public Sefd {
      requirePositive(jansky, "SEFD");
    }

    @Override
    public double sigmaJansky(double channelHz, double integrationSeconds) {
      return jansky / Math.sqrt(2 * channelHz * integrationSeconds);
    }
  }

  /** A given noise, whatever the channel's width. */
  record PerVisibility(double jansky) implements Noise {
    public PerVisibility {
      requirePositive(jansky, "noise of a visibility");
    }

    @Override
    public double sigmaJansky(double channelHz, double integrationSeconds) {
      return jansky;
    }
  }

  /** Standard deviation of the real and of the imaginary part of one polarisation product. */
  double sigmaJansky(double channelHz, double integrationSeconds);

  private static void requirePositive(double jansky, String what) {
    if (!(jansky > 0 && Double.isFinite(jansky))) {
      throw new IllegalArgumentException(
          "a " + what + " of " + jansky + " Jy is not above 0; leave it out for no noise");
    }
  }
}
