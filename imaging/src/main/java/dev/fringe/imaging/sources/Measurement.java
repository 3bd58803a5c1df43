package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.sources.GaussianFit.Component;

/** From a fitted Gaussian to a source with errors (Condon 1997). */
final class Measurement {

  private static final double SIGMA_PER_FWHM = 1 / Math.sqrt(8 * Math.log(2));

  /** However low the noise, an image's own beam is not known better than this. */
  private static final double LEAST_EXCESS = 0.01;

  private Measurement() {}

  /** Whether a shape that was fitted freely is larger than the beam, beyond doubt. */
  static boolean resolved(Component component, EllipticalGaussian beam, double noiseJy) {
    double excess = component.shape().solidAngle() / beam.solidAngle() - 1;
    return excess > Math.max(LEAST_EXCESS, 3 * areaError(component, beam, noiseJy));
  }

  /**
   * @param component as fitted last; of the beam's shape if the source is not resolved
   * @param seen shape as fitted freely
   * @param resolved whether the source is larger than the beam
   */
  static Source of(
      Component component,
      EllipticalGaussian seen,
      boolean resolved,
      ImageGeometry geometry,
      EllipticalGaussian beam,
      double noiseJy,
      int island) {
    double snr = component.peakJy() / noiseJy;
    double height = relativeError(component.shape(), beam, snr, 1.5, 1.5);
    double major = relativeError(seen, beam, snr, 2.5, 0.5);
    double minor = relativeError(seen, beam, snr, 0.5, 2.5);
    double along = major * seen.majorRadians() * SIGMA_PER_FWHM;
    double across = minor * seen.minorRadians() * SIGMA_PER_FWHM;
    double sin = Math.sin(seen.positionAngleRadians());
    double cos = Math.cos(seen.positionAngleRadians());
    double flux = component.peakJy() * component.shape().solidAngle() / beam.solidAngle();
    double area = resolved ? areaError(component, beam, noiseJy) : 0;
    double longer = seen.majorRadians() * seen.majorRadians();
    double shorter = seen.minorRadians() * seen.minorRadians();
    double angle =
        Math.min(
            Math.PI / 2, Math.sqrt(2) * minor * Math.sqrt(longer * shorter) / (longer - shorter));
    return new Source(
        component.x(),
        component.y(),
        geometry.l(component.x()),
        geometry.m(component.y()),
        Math.hypot(along * sin, across * cos),
        Math.hypot(along * cos, across * sin),
        component.peakJy(),
        component.peakJy() * height,
        flux,
        flux * Math.hypot(height, area),
        noiseJy,
        seen,
        new Source.ShapeError(major * seen.majorRadians(), minor * seen.minorRadians(), angle),
        resolved ? seen.deconvolvedFrom(beam) : new EllipticalGaussian(0, 0, 0),
        resolved,
        island);
  }

  /** Relative error of the solid angle in units of the beam's, from Condon 1997, eq. 42. */
  private static double areaError(Component component, EllipticalGaussian beam, double noiseJy) {
    EllipticalGaussian shape = component.shape();
    double snr = component.peakJy() / noiseJy;
    return Math.sqrt(beam.solidAngle() / shape.solidAngle())
        * Math.hypot(
            relativeError(shape, beam, snr, 2.5, 0.5), relativeError(shape, beam, snr, 0.5, 2.5));
  }

  /** √2 / ρ of Condon 1997, eq. 41, for noise that is correlated as the beam is. */
  private static double relativeError(
      EllipticalGaussian shape,
      EllipticalGaussian beam,
      double snr,
      double majorPower,
      double minorPower) {
    double beamArea = beam.majorRadians() * beam.minorRadians();
    double area = shape.majorRadians() * shape.minorRadians();
    double rho =
        area
            / (4 * beamArea)
            * Math.pow(1 + beamArea / (shape.majorRadians() * shape.majorRadians()), majorPower)
            * Math.pow(1 + beamArea / (shape.minorRadians() * shape.minorRadians()), minorPower)
            * snr
            * snr;
    return Math.sqrt(2 / rho);
  }
}
