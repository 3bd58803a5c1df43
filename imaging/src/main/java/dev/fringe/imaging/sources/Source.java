package dev.fringe.imaging.sources;

import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import java.io.Serializable;

/**
 * A source as an elliptical Gaussian; errors are 1 sigma (Condon 1997, eqs. 21, 41 and 42).
 *
 * @param x column of the centre, fractional, counted from 0
 * @param y row of the centre, fractional, counted from 0
 * @param l direction cosine towards the east
 * @param m direction cosine towards the north
 * @param lError of l
 * @param mError of m
 * @param peakJy in Jy / beam, from a fit of the beam's own shape where the source is not resolved
 * @param peakErrorJy of the peak
 * @param fluxJy integrated flux density in Jy; the peak, where the source is not resolved
 * @param fluxErrorJy of the flux density
 * @param noiseJy local noise of the image in Jy / beam
 * @param fitted shape in the image as fitted freely, the beam included
 * @param fittedError of the fitted shape
 * @param size shape with the beam taken out; an axis that is no longer than the beam is 0, and both
 *     are where the source is not resolved
 * @param resolved whether the source is larger than the beam by more than 3 sigma and 1 % of its
 *     area
 * @param island number of the island, from 0; blended sources share one
 */
public record Source(
    double x,
    double y,
    double l,
    double m,
    double lError,
    double mError,
    double peakJy,
    double peakErrorJy,
    double fluxJy,
    double fluxErrorJy,
    double noiseJy,
    EllipticalGaussian fitted,
    ShapeError fittedError,
    EllipticalGaussian size,
    boolean resolved,
    int island)
    implements Serializable {

  /**
   * Errors of a shape, 1 sigma.
   *
   * @param majorRadians of the longer axis
   * @param minorRadians of the shorter axis
   * @param positionAngleRadians of the position angle; at most π / 2
   */
  public record ShapeError(double majorRadians, double minorRadians, double positionAngleRadians)
      implements Serializable {}

  public double signalToNoise() {
    return peakJy / noiseJy;
  }

  /** Where it is on the sky, if (l, m) are about this phase centre. */
  public SkyPosition position(TangentPlane plane) {
    return plane.position(l, m);
  }
}
