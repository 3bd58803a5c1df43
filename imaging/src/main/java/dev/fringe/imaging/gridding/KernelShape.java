package dev.fringe.imaging.gridding;

import java.io.Serializable;

/**
 * The function that spreads a sample over cells: {@code exp(beta · ((1 - x²)^mu - 1))} for |x|
 * &lt;= 1, where x is the distance in units of half the support (Arras et al. 2021, eq. 29;
 * "exponential of semicircle" for mu = 1/2).
 *
 * @param support W, the number of cells under the kernel, 4 to 16
 * @param oversampling σ, cells of the grid per pixel of the image, for which beta and mu are made
 * @param beta steepness
 * @param mu exponent
 * @param error the largest relative error that the kernel makes in one dimension at any pixel, rms
 *     over where samples lie between cells
 * @param amplification what rounding errors are multiplied by when the image is divided by the
 *     kernel's transform, in one dimension, rms over the image
 * @param edgeAmplification the same at the edge of the image
 */
public record KernelShape(
    int support,
    double oversampling,
    double beta,
    double mu,
    double error,
    double amplification,
    double edgeAmplification)
    implements Serializable {

  public static final int SMALLEST_SUPPORT = 4;
  public static final int LARGEST_SUPPORT = 16;

  /** Value at distance {@code x}, in units of half the support. */
  double value(double x) {
    double c = 1 - x * x;
    return c < 0 ? 0 : Math.exp(beta * (Math.pow(c, mu) - 1));
  }
}
