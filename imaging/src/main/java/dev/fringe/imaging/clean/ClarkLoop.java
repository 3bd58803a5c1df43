package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;

/**
 * Clark 1980: rounds of a fast inner loop that follows only the bright pixels, each ended by a
 * subtraction of all its components from the whole image.
 *
 * <p>A round follows the pixels above a level that is at least the depth wanted and a tenth of the
 * round's first peak, raised until the pixels are few. It ends when no pixel is above that level,
 * or when the sidelobes outside the PSF patch may have added up to half of the peak.
 */
final class ClarkLoop implements CleanLoop {

  private static final int ACTIVE_AT_MOST = 1 << 16;
  private static final double ROUND_DEPTH = 0.1;

  @Override
  public double run(CleanImage image, Limits limits, CleanComponents components) {
    PsfPatch patch =
        PsfPatch.of(image.psf(), ImageGeometry.centred(image.width(), image.height(), 1e-12));
    double peak = image.peak();
    while (peak > limits.depthJy() && components.size() < limits.iterations()) {
      int first = components.size();
      float level = (float) Math.max(limits.depthJy(), ROUND_DEPTH * peak);
      level = Math.max(level, BrightLevel.of(image, level, ACTIVE_AT_MOST));
      ActivePixels active = ActivePixels.above(image, level);
      double inner = round(active, image.psf(), patch, level, limits, components);
      CleanComponents merged = components.merged(first);
      image.subtractAll(merged);
      double after = image.peak();
      if (Math.max(inner, after) > limits.divergedAbove()) {
        image.subtractAll(merged.negated());
        components.truncate(first);
        return Math.max(inner, after);
      }
      peak = after;
    }
    return peak;
  }

  private static double round(
      ActivePixels active,
      float[] psf,
      PsfPatch patch,
      float level,
      Limits limits,
      CleanComponents components) {
    double subtracted = 0;
    while (true) {
      int highest = active.highest();
      float value = active.value(highest);
      double peak = active.height(value);
      boolean atSidelobes = patch.outside() * subtracted > 0.5 * peak;
      if (peak <= level
          || atSidelobes
          || components.size() >= limits.iterations()
          || peak > limits.divergedAbove()) {
        return peak;
      }
      float flux = limits.gain() * value;
      active.subtract(highest, flux, psf, patch);
      components.add(active.pixel(highest), flux);
      subtracted += Math.abs(flux);
    }
  }
}
