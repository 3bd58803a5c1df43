package dev.fringe.imaging.calibration;

import dev.fringe.imaging.ImageGeometry;

/**
 * Featureless models at the image centre, in Jy per pixel: what self-calibration may begin with
 * when nothing better is known.
 */
public final class StartModel {

  /** Points in a pixel, each way, over which a pixel's brightness is averaged. */
  private static final int FINER = 8;

  private StartModel() {}

  /** A point in the central pixel. */
  public static float[] point(ImageGeometry geometry, double fluxJy) {
    float[] model = new float[geometry.pixels()];
    model[geometry.height() / 2 * geometry.width() + geometry.width() / 2] = (float) fluxJy;
    return model;
  }

  /** A disc of even brightness. */
  public static float[] disc(ImageGeometry geometry, double diameterRadians, double fluxJy) {
    double radius = diameterRadians / 2;
    return draw(geometry, fluxJy, distance -> distance <= radius ? 1 : 0);
  }

  /** A round Gaussian, told by its full width at half maximum. */
  public static float[] gaussian(ImageGeometry geometry, double fwhmRadians, double fluxJy) {
    double scale = -4 * Math.log(2) / (fwhmRadians * fwhmRadians);
    return draw(geometry, fluxJy, distance -> Math.exp(scale * distance * distance));
  }

  private interface Profile {
    double at(double distanceRadians);
  }

  private static float[] draw(ImageGeometry geometry, double fluxJy, Profile profile) {
    double[] brightness = new double[geometry.pixels()];
    double sum = 0;
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        double pixel = 0;
        for (int part = 0; part < FINER * FINER; part++) {
          double dx = x + (part % FINER + 0.5) / FINER - 0.5 - geometry.width() / 2;
          double dy = y + (part / FINER + 0.5) / FINER - 0.5 - geometry.height() / 2;
          pixel +=
              profile.at(Math.hypot(dx * geometry.cellLRadians(), dy * geometry.cellMRadians()));
        }
        brightness[y * geometry.width() + x] = pixel;
        sum += pixel;
      }
    }
    if (!(sum > 0)) {
      return point(geometry, fluxJy);
    }
    float[] model = new float[brightness.length];
    for (int i = 0; i < model.length; i++) {
      model[i] = (float) (fluxJy * brightness[i] / sum);
    }
    return model;
  }
}
