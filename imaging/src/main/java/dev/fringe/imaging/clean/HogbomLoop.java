package dev.fringe.imaging.clean;

/** Högbom 1974: find the highest pixel, subtract the PSF there, begin again. */
final class HogbomLoop implements CleanLoop {

  @Override
  public double run(CleanImage image, Limits limits, CleanComponents components) {
    double lowest = image.peak();
    int best = 0;
    while (true) {
      double peak = image.peak();
      if (peak < lowest) {
        lowest = peak;
        best = components.size();
      }
      if (peak > limits.divergedAbove()) {
        restore(image, components, best);
        return peak;
      }
      if (peak <= limits.depthJy() || components.size() >= limits.iterations()) {
        return peak;
      }
      int pixel = image.peakPixel();
      float flux = limits.gain() * image.residual()[pixel];
      image.subtract(pixel, flux);
      components.add(pixel, flux);
    }
  }

  private static void restore(CleanImage image, CleanComponents components, int best) {
    for (int i = components.size() - 1; i >= best; i--) {
      image.subtract(components.pixel(i), -components.fluxJy(i));
    }
    components.truncate(best);
  }
}
