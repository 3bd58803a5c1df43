package dev.fringe.imaging.direct;

import dev.fringe.imaging.ImageGeometry;

/**
 * The measurement equation and its adjoint between visibilities and pixels, summed term by term in
 * double precision. Slow (visibilities × pixels), and simple enough to be trusted: the judge of the
 * gridders.
 */
public final class DirectImage {

  private DirectImage() {}

  /**
   * The dirty image I(l,m) = Σ_k weight_k Re[V_k exp(-2πi (u_k l + v_k m + w_k (n-1)))] / Σ_k
   * weight_k; not divided by n.
   *
   * @param uWavelengths u of each visibility; likewise v and w
   * @param re real part of each visibility, in Jy
   * @param weight weight of each visibility; those not above 0 are left out
   * @return pixels in the order of {@link ImageGeometry}, in Jy per beam; all 0 if no weight is
   *     above 0
   */
  public static double[] dirty(
      double[] uWavelengths,
      double[] vWavelengths,
      double[] wWavelengths,
      double[] re,
      double[] im,
      double[] weight,
      ImageGeometry geometry) {
    double sum = 0;
    for (double each : weight) {
      sum += each > 0 ? each : 0;
    }
    double[] image = adjoint(uWavelengths, vWavelengths, wWavelengths, re, im, weight, geometry);
    for (int i = 0; i < image.length; i++) {
      image[i] = sum > 0 ? image[i] / sum : 0;
    }
    return image;
  }

  /**
   * As {@link #dirty}, but not divided by the sum of the weights: the adjoint of {@link #predict}.
   */
  public static double[] adjoint(
      double[] uWavelengths,
      double[] vWavelengths,
      double[] wWavelengths,
      double[] re,
      double[] im,
      double[] weight,
      ImageGeometry geometry) {
    double[] image = new double[geometry.pixels()];
    for (int y = 0; y < geometry.height(); y++) {
      double m = geometry.m(y);
      for (int x = 0; x < geometry.width(); x++) {
        double l = geometry.l(x);
        double nMinusOne = ImageGeometry.nMinusOne(l, m);
        double pixel = 0;
        for (int k = 0; k < uWavelengths.length; k++) {
          if (weight[k] > 0) {
            double turns = uWavelengths[k] * l + vWavelengths[k] * m + wWavelengths[k] * nMinusOne;
            double phase = 2 * Math.PI * (turns - Math.rint(turns));
            pixel += weight[k] * (re[k] * Math.cos(phase) + im[k] * Math.sin(phase));
          }
        }
        image[y * geometry.width() + x] = pixel;
      }
    }
    return image;
  }

  /**
   * The visibilities V_k = Σ_(l,m) I(l,m) exp(+2πi (u_k l + v_k m + w_k (n-1))) of an image.
   *
   * @param image Jy per pixel, in the order of {@link ImageGeometry}
   * @return {real parts, imaginary parts}, in Jy
   */
  public static double[][] predict(
      double[] image,
      ImageGeometry geometry,
      double[] uWavelengths,
      double[] vWavelengths,
      double[] wWavelengths) {
    double[][] visibilities = new double[2][uWavelengths.length];
    for (int y = 0; y < geometry.height(); y++) {
      double m = geometry.m(y);
      for (int x = 0; x < geometry.width(); x++) {
        double flux = image[y * geometry.width() + x];
        if (flux != 0) {
          double l = geometry.l(x);
          double nMinusOne = ImageGeometry.nMinusOne(l, m);
          for (int k = 0; k < uWavelengths.length; k++) {
            double turns = uWavelengths[k] * l + vWavelengths[k] * m + wWavelengths[k] * nMinusOne;
            double phase = 2 * Math.PI * (turns - Math.rint(turns));
            visibilities[0][k] += flux * Math.cos(phase);
            visibilities[1][k] += flux * Math.sin(phase);
          }
        }
      }
    }
    return visibilities;
  }
}
