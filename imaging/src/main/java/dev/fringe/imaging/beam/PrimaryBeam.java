package dev.fringe.imaging.beam;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;

/**
 * The power pattern of the antennas: how much of a source's flux density is seen at an angle from
 * the pointing, 1 in its direction. All scale with wavelength over dish diameter, λ / D.
 */
public sealed interface PrimaryBeam extends Serializable {

  /** Diameter of the dish in metres. */
  double diameterMetres();

  /** Power pattern at an angle of {@code x} times λ / D. */
  double pattern(double x);

  /** FWHM of the pattern in units of λ / D. */
  double fwhmFactor();

  /** A uniformly illuminated, unblocked round dish: (2 J₁(πx) / πx)², FWHM 1.029 λ / D. */
  static PrimaryBeam airy(double diameterMetres) {
    return new Airy(diameterMetres);
  }

  /**
   * A Gaussian of FWHM {@code factor} · λ / D; 1.2 is usual for a dish with a tapered illumination.
   */
  static PrimaryBeam gaussian(double diameterMetres, double factor) {
    return new Gaussian(diameterMetres, factor);
  }

  /**
   * The pattern of a cosine-tapered field, (cos(π y) / (1 - 4 y²))² with y = 1.189 x / factor, used
   * for MeerKAT (Mauch et al. 2020, eq. 3), of FWHM {@code factor} · λ / D.
   */
  static PrimaryBeam cosine(double diameterMetres, double factor) {
    return new Cosine(diameterMetres, factor);
  }

  /** Pattern of a uniformly illuminated dish. */
  record Airy(double diameterMetres) implements PrimaryBeam {
    public Airy {
      requirePositive(diameterMetres, "dish diameter in metres");
    }

    @Override
    public double pattern(double x) {
      double argument = Math.PI * x;
      double amplitude = Math.abs(argument) < 1e-6 ? 1 : 2 * Bessel.j1(argument) / argument;
      return amplitude * amplitude;
    }

    @Override
    public double fwhmFactor() {
      return 1.028993969962;
    }
  }

  /** Pattern of a dish with Gaussian illumination. */
  record Gaussian(double diameterMetres, double fwhmFactor) implements PrimaryBeam {
    public Gaussian {
      requirePositive(diameterMetres, "dish diameter in metres");
      requirePositive(fwhmFactor, "FWHM over λ / D");
    }

    @Override
    public double pattern(double x) {
      return Math.exp(-4 * Math.log(2) * (x / fwhmFactor) * (x / fwhmFactor));
    }
  }

  /** Pattern of a dish with cosine-tapered field. */
  record Cosine(double diameterMetres, double fwhmFactor) implements PrimaryBeam {

    /** FWHM of (cos πy / (1 - 4y²))², in y. */
    private static final double OWN_FWHM = 1.18896478;

    public Cosine {
      requirePositive(diameterMetres, "dish diameter in metres");
      requirePositive(fwhmFactor, "FWHM over λ / D");
    }

    @Override
    public double pattern(double x) {
      double y = OWN_FWHM * x / fwhmFactor;
      double rest = 1 - 4 * y * y;
      // At y = 1/2 numerator and denominator vanish together; the limit is π / 4.
      double amplitude = Math.abs(rest) < 1e-7 ? Math.PI / 4 : Math.cos(Math.PI * y) / rest;
      return amplitude * amplitude;
    }
  }

  private static void requirePositive(double value, String name) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be above 0");
    }
  }

  /** FWHM of the power pattern in radians. */
  default double fwhmRadians(double frequencyHz) {
    return fwhmFactor() * SampleBlock.SPEED_OF_LIGHT / frequencyHz / diameterMetres();
  }

  /** Power pattern at an angle from the pointing. */
  default double attenuation(double offsetRadians, double frequencyHz) {
    return pattern(
        Math.sin(offsetRadians) * diameterMetres() * frequencyHz / SampleBlock.SPEED_OF_LIGHT);
  }

  /** Power pattern on every pixel, for a pointing at the phase centre. */
  default float[] attenuation(ImageGeometry geometry, double frequencyHz) {
    double perRadian = diameterMetres() * frequencyHz / SampleBlock.SPEED_OF_LIGHT;
    float[] image = new float[geometry.pixels()];
    for (int y = 0; y < geometry.height(); y++) {
      double m = geometry.m(y);
      for (int x = 0; x < geometry.width(); x++) {
        image[y * geometry.width() + x] = (float) pattern(Math.hypot(geometry.l(x), m) * perRadian);
      }
    }
    return image;
  }

  /**
   * Divides an image by the pattern, in place; pixels where it is below {@code least} become NaN.
   */
  default void correct(float[] image, ImageGeometry geometry, double frequencyHz, double least) {
    float[] attenuation = attenuation(geometry, frequencyHz);
    for (int i = 0; i < image.length; i++) {
      image[i] = attenuation[i] >= least ? image[i] / attenuation[i] : Float.NaN;
    }
  }
}
