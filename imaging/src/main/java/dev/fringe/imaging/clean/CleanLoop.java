package dev.fringe.imaging.clean;

/** The inner loop of a minor cycle. */
interface CleanLoop {

  /**
   * @param gain share of a peak that one component takes
   * @param depthJy level at which to stop
   * @param iterations components at most
   * @param divergedAbove level of the peak at which to give up
   */
  record Limits(float gain, double depthJy, int iterations, double divergedAbove) {}

  /**
   * Finds components, adds them to {@code components} and subtracts them from the image. One that
   * diverges keeps the components up to its lowest peak.
   *
   * @return the peak at the end; above {@code divergedAbove} if it gave up
   */
  double run(CleanImage image, Limits limits, CleanComponents components);

  static CleanLoop of(CleanAlgorithm algorithm) {
    return switch (algorithm) {
      case HOGBOM -> new HogbomLoop();
      case CLARK -> new ClarkLoop();
    };
  }
}
